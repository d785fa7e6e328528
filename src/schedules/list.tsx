import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef } from 'react';

import type { Job } from '../api/types';
import { Measured, useHeights } from '../components/heights';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { JobDetails } from './details';
import { handleKey } from './keys';
import type { SchedulesModel } from './model';
import { JobRow } from './row';
import type { IJobActions } from './row';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 26;

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

/** The jobs; only the rows in view are drawn. */
export function JobList(props: IProps): React.JSX.Element {
  const { model, jobs, actions, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { heights, setHeight } = useHeights();
  const extras = new Map<number, number>();
  jobs.forEach((job, index) => {
    if (model.isOpen(job.id)) {
      extras.set(index, heights.get(job.id) ?? 0);
    }
  });
  const layout = new RowLayout(jobs.length, ROW_HEIGHT, extras);
  const rows = layout.window(scrollTop, viewport);
  const current = jobs.findIndex(job => job.id === model.activeId);
  useReveal(node, layout, current, model.activeId);
  return (
    <div
      ref={node}
      className="mlops-JobList"
      role="treegrid"
      tabIndex={0}
      aria-label={trans.__('Schedules')}
      aria-rowcount={jobs.length}
      aria-activedescendant={
        current < 0 ? undefined : `mlops-job-${model.activeId}`
      }
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          handleKey(event, props, current, Math.floor(viewport / ROW_HEIGHT));
        }
      }}
      onClick={event => {
        click(event.target as HTMLElement, model);
      }}
    >
      <div
        role="rowgroup"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {jobs.slice(rows.start, rows.end).map((job, offset) => (
          <React.Fragment key={job.id}>
            <JobRow
              job={job}
              id={`mlops-job-${job.id}`}
              index={rows.start + offset}
              isCurrent={job.id === model.activeId}
              isOpen={model.isOpen(job.id)}
              actions={actions}
              trans={trans}
            />
            {model.isOpen(job.id) && (
              <Measured
                measured={job.id}
                setHeight={setHeight}
                className="mlops-JobDetails"
                role="row"
                aria-level={2}
              >
                <div role="gridcell">
                  <JobDetails
                    job={job}
                    model={model}
                    actions={actions}
                    trans={trans}
                  />
                </div>
              </Measured>
            )}
          </React.Fragment>
        ))}
      </div>
    </div>
  );
}

/** A click on a row unfolds it; unfolded details keep their clicks. */
function click(target: HTMLElement, model: SchedulesModel): void {
  const id = target.closest<HTMLElement>('.mlops-Job')?.dataset.job;
  if (id !== undefined) {
    model.activeId = id;
    model.setOpen(id, !model.isOpen(id));
  }
}
