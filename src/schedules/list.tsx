import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Job } from '../api/types';
import { TreeList } from '../components/treeList';
import { JobDetails } from './details';
import { actOf } from './keys';
import type { SchedulesModel } from './model';
import { JobRow } from './row';
import type { IJobActions } from './row';

interface IProps {
  model: SchedulesModel;
  jobs: readonly Job[];
  actions: IJobActions;
  trans: TranslationBundle;
  /** The filter box wants the keyboard. */
  onFilterKey: () => void;
  /** The user wants to know the keys. */
  onHelpKey: () => void;
}

/** The jobs; a click unfolds one. */
export function JobList(props: IProps): React.JSX.Element {
  const { jobs, ...rest } = props;
  const { model, actions, trans } = props;
  return (
    <TreeList
      {...rest}
      className="mlops-JobList"
      rowClass="mlops-Job"
      label={trans.__('Schedules')}
      rowHeight={26}
      rows={jobs}
      draw={(job, place) => (
        <JobRow
          job={job}
          {...place}
          isOpen={model.isOpen(job.id)}
          actions={actions}
          trans={trans}
        />
      )}
      blocks={{
        className: 'mlops-JobDetails',
        has: job => model.isOpen(job.id),
        level: () => 2,
        draw: job => (
          <div role="gridcell">
            <JobDetails
              job={job}
              model={model}
              actions={actions}
              trans={trans}
            />
          </div>
        )
      }}
      onOpen={job => {
        model.setOpen(job.id, !model.isOpen(job.id));
      }}
      actOf={(key, job) => (job ? actOf(key, job, model, actions) : null)}
    />
  );
}
