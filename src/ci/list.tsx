import React, { useRef } from 'react';

import { Measured, useHeights } from '../components/heights';
import { useNow } from '../components/hooks';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import type { CiActions } from './actions';
import { hasBlock, RowBlock } from './block';
import { handleKey } from './keys';
import { CiRow } from './row';
import type { Row } from './rows';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 24;

/** How often times are told anew, in milliseconds: a job that runs counts seconds. */
const TICK = 1000;

interface IProps {
  rows: readonly Row[];
  actions: CiActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** What the checks here and the forges say; only the rows in view are drawn. */
export function CiList(props: IProps): React.JSX.Element {
  const { rows, actions } = props;
  const { model, trans } = actions;
  const now = useNow(TICK);
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { heights, setHeight } = useHeights();
  const extras = new Map<number, number>();
  rows.forEach((row, index) => {
    if (hasBlock(row)) {
      extras.set(index, heights.get(row.id) ?? 0);
    }
  });
  const layout = new RowLayout(rows.length, ROW_HEIGHT, extras);
  const shown = layout.window(scrollTop, viewport);
  const current = rows.findIndex(row => row.id === model.activeId);
  useReveal(node, layout, current, model.activeId);
  return (
    <div
      ref={node}
      className="mlops-CiList"
      role="treegrid"
      tabIndex={0}
      aria-label={trans.__('Checks')}
      aria-rowcount={rows.length}
      aria-activedescendant={current < 0 ? undefined : rowId(current)}
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          handleKey(event, props, current, Math.floor(viewport / ROW_HEIGHT));
        }
      }}
      onClick={event => {
        const row = rowAt(event, rows);
        if (row) {
          model.activeId = row.id;
          actions.open(row);
        }
      }}
      onContextMenu={event => {
        const row = rowAt(event, rows) ?? rows[current];
        if (row) {
          event.preventDefault();
          event.stopPropagation();
          model.activeId = row.id;
          void showMenu(event, row, actions);
        }
      }}
    >
      <div
        role="rowgroup"
        style={{ paddingTop: shown.before, paddingBottom: shown.after }}
      >
        {rows.slice(shown.start, shown.end).map((row, offset) => (
          <React.Fragment key={row.id}>
            <CiRow
              row={row}
              id={rowId(shown.start + offset)}
              index={shown.start + offset}
              isCurrent={row.id === model.activeId}
              now={now}
              actions={actions}
            />
            {hasBlock(row) && (
              <Measured
                measured={row.id}
                setHeight={setHeight}
                className="mlops-CiBlock"
                role="row"
                aria-level={row.level + 1}
                data-level={row.level}
              >
                <RowBlock row={row} now={now} actions={actions} />
              </Measured>
            )}
          </React.Fragment>
        ))}
      </div>
    </div>
  );
}

async function showMenu(
  event: React.MouseEvent,
  row: Row,
  actions: CiActions
): Promise<void> {
  const target = event.target as HTMLElement;
  const element =
    target.closest<HTMLElement>('.mlops-CiRow') ??
    target.querySelector<HTMLElement>('.mlops-CiRow[aria-selected="true"]');
  const box = (element ?? target).getBoundingClientRect();
  // The menu key has no place of its own.
  const isKey = event.clientX === 0 && event.clientY === 0;
  const { openRowMenu } = await import('./rowMenu');
  openRowMenu(
    row,
    actions,
    isKey ? box.left + 24 : event.clientX,
    isKey ? box.bottom : event.clientY
  );
}

/** The row that something happened on. */
function rowAt(event: React.MouseEvent, rows: readonly Row[]): Row | undefined {
  const target = event.target as HTMLElement;
  const id = target.closest<HTMLElement>('.mlops-CiRow')?.dataset.row;
  return id === undefined ? undefined : rows.find(row => row.id === id);
}

/** The DOM id of a row. Names may have any letter, places don't. */
function rowId(index: number): string {
  return `mlops-ci-${index}`;
}
