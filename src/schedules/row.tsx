import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretRightIcon,
  deleteIcon,
  editIcon,
  runIcon
} from '@jupyterlab/ui-components';
import React from 'react';

import type { Job } from '../api/types';
import { useNow } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { StateIcon } from '../components/stateIcon';
import { Toggle } from '../components/toggle';
import { formatAgo, formatMoment, notebookName } from '../format';
import { stateWord } from '../runData/words';
import { upcoming } from './order';
import { DurationSpark } from './spark';
import { nextWord } from './words';

/** What can be done to a job. */
export interface IJobActions {
  openRun: (id: string) => void;
  openNotebook: (job: Job) => void;
  runNow: (job: Job) => void;
  edit: (job: Job) => void;
  setPaused: (job: Job, paused: boolean) => void;
  remove: (job: Job) => void;
}

interface IProps {
  job: Job;
  id: string;
  index: number;
  isCurrent: boolean;
  isOpen: boolean;
  actions: IJobActions;
  trans: TranslationBundle;
}

/** A job, on one line. */
export function JobRow(props: IProps): React.JSX.Element {
  const { job, id, index, isCurrent, isOpen, actions, trans } = props;
  const classes = ['mlops-ListRow', 'mlops-Job'];
  if (job.paused) {
    classes.push('mlops-mod-resting');
  }
  return (
    <div
      role="row"
      id={id}
      data-job={job.id}
      className={classes.join(' ')}
      aria-rowindex={index + 1}
      aria-level={1}
      aria-expanded={isOpen}
      aria-selected={isCurrent}
    >
      <span role="gridcell" className="mlops-Job-fold">
        <caretRightIcon.react tag="span" className="mlops-Twisty" />
      </span>
      <Name job={job} trans={trans} />
      <span
        role="gridcell"
        className="mlops-Job-schedule"
        title={job.schedule_text}
      >
        {job.schedule ? job.schedule_text : trans.__('by hand')}
      </span>
      <Next job={job} trans={trans} />
      <Last job={job} trans={trans} />
      <span role="gridcell" className="mlops-Job-spark">
        {job.recent.length > 0 && (
          <DurationSpark runs={job.recent} trans={trans} />
        )}
      </span>
      <span role="gridcell" className="mlops-Job-actions">
        <Actions job={job} actions={actions} trans={trans} />
      </span>
      <span role="gridcell" className="mlops-Job-on">
        {job.schedule && (
          <Toggle
            value={!job.paused}
            isTabStop={false}
            title={
              job.paused
                ? trans.__('Resume %1', job.name)
                : trans.__('Pause %1', job.name)
            }
            onChange={isOn => {
              actions.setPaused(job, !isOn);
            }}
          />
        )}
      </span>
    </div>
  );
}

type Part = Pick<IProps, 'job' | 'trans'>;

function Name({ job, trans }: Part): React.JSX.Element {
  return (
    <span role="gridcell" className="mlops-Job-name" title={job.path}>
      <span>{job.name}</span>
      {notebookName(job.path) !== job.name && (
        <span className="mlops-Job-notebook">{notebookName(job.path)}</span>
      )}
      {job.source === 'pyproject' && (
        <span
          className="mlops-Chip"
          title={trans.__('Defined in pyproject.toml, and changed there')}
        >
          {trans.__('as code')}
        </span>
      )}
    </span>
  );
}

/** When it runs next; it counts down. */
function Next({ job, trans }: Part): React.JSX.Element {
  const now = useNow(1000);
  const next = upcoming(job);
  return (
    <span
      role="gridcell"
      className="mlops-Job-next"
      title={next ? formatMoment(next) : undefined}
    >
      {nextWord(job, now, trans)}
    </span>
  );
}

/** How its latest run stands. */
function Last({ job, trans }: Part): React.JSX.Element {
  const now = useNow(30_000);
  const [last] = job.recent;
  if (!last) {
    return <span role="gridcell" className="mlops-Job-last" />;
  }
  const { state, created_at: at } = last;
  const progress = { ...UNKNOWN };
  return (
    <span
      role="gridcell"
      className={`mlops-Job-last mlops-mod-${state}`}
      title={`${stateWord(state, trans)} · ${formatMoment(at)}`}
    >
      <StateIcon state={state} progress={progress} />
      <span className="mlops-visuallyHidden">{stateWord(state, trans)}</span>
      {formatAgo(at, now, trans)}
    </span>
  );
}

const UNKNOWN = {
  done: 0,
  total: 0,
  cell_index: null,
  cell_id: null,
  cell_preview: ''
};

/** What a hover offers; keys do the same. */
function Actions(
  props: Pick<IProps, 'job' | 'actions' | 'trans'>
): React.JSX.Element {
  const { job, actions, trans } = props;
  return (
    <>
      <IconButton
        icon={runIcon}
        title={trans.__('Run %1 now', job.name)}
        isTabStop={false}
        onClick={() => {
          actions.runNow(job);
        }}
      />
      <IconButton
        icon={editIcon}
        title={
          job.source === 'pyproject'
            ? trans.__('Open pyproject.toml')
            : trans.__('Change %1…', job.name)
        }
        isTabStop={false}
        onClick={() => {
          actions.edit(job);
        }}
      />
      <IconButton
        icon={deleteIcon}
        title={trans.__('Delete %1', job.name)}
        isTabStop={false}
        onClick={() => {
          actions.remove(job);
        }}
      />
    </>
  );
}
