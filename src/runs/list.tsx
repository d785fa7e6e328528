import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import type { Run } from '../api/types';
import { Measured, useHeights } from '../components/heights';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { RunDetails } from './details';
import { handleKey } from './keys';
import type { RunsModel } from './model';
import { RunRow } from './row';
import type { IRunActions } from './row';

/** Height of a row, in pixels; the stylesheet says the same. */
export const ROW_HEIGHT = 24;

interface IProps {
  model: RunsModel;
  runs: readonly Run[];
  actions: IRunActions;
  trans: TranslationBundle;
  /** The filter box wants the keyboard. */
  onFilterKey: () => void;
  /** The user wants to know the keys. */
  onHelpKey: () => void;
}

/** The runs; only the rows in view are drawn. */
export function RunList(props: IProps): React.JSX.Element {
  const { model, runs, actions, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { heights, setHeight } = useHeights();
  const extras = new Map<number, number>();
  runs.forEach((run, index) => {
    if (model.isOpen(run.id)) {
      extras.set(index, heights.get(run.id) ?? 0);
    }
  });
  const layout = new RowLayout(runs.length, ROW_HEIGHT, extras);
  const rows = layout.window(scrollTop, viewport);
  const current = runs.findIndex(run => run.id === model.activeId);

  useReveal(node, layout, current, model.activeId);
  const atEnd = model.hasMore && rows.end >= runs.length - 20;
  useEffect(() => {
    if (atEnd) {
      void model.loadMore();
    }
  }, [atEnd, model, runs.length]);

  return (
    <div
      ref={node}
      className="mlops-RunList"
      role="treegrid"
      tabIndex={0}
      aria-label={trans.__('Runs')}
      aria-rowcount={model.hasMore ? -1 : runs.length}
      aria-activedescendant={current < 0 ? undefined : rowId(runs[current])}
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          handleKey(event, props, current, Math.floor(viewport / ROW_HEIGHT));
        }
      }}
      onClick={event => {
        click(event.target as HTMLElement, model, runs, actions);
      }}
    >
      <div
        role="rowgroup"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {runs.slice(rows.start, rows.end).map((run, offset) => (
          <React.Fragment key={run.id}>
            <RunRow
              run={run}
              id={rowId(run) ?? ''}
              index={rows.start + offset}
              showNotebook={model.scope === 'all' || model.notebook === null}
              isCurrent={run.id === model.activeId}
              isOpen={model.isOpen(run.id)}
              actions={actions}
              trans={trans}
            />
            {model.isOpen(run.id) && (
              <Measured
                measured={run.id}
                setHeight={setHeight}
                className="mlops-RunDetails"
                role="row"
                aria-level={2}
              >
                <RunDetails
                  run={run}
                  detail={model.detail(run.id)}
                  actions={actions}
                  trans={trans}
                />
              </Measured>
            )}
          </React.Fragment>
        ))}
      </div>
    </div>
  );
}

/** The DOM id of a run's row. */
function rowId(run: Run | undefined): string | undefined {
  return run && `mlops-run-${run.id}`;
}

/** A click on a row opens what it stands for; unfolded details keep their clicks. */
function click(
  target: HTMLElement,
  model: RunsModel,
  runs: readonly Run[],
  actions: IRunActions
): void {
  const id = target.closest<HTMLElement>('.mlops-Run')?.dataset.run;
  const run = runs.find(each => each.id === id);
  if (run) {
    model.activeId = run.id;
    actions.open(run);
  }
}
