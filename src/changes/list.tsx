import React, { useEffect, useRef } from 'react';

import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import type { ChangeActions } from './actions';
import { handleKey } from './keys';
import { ChangeRow } from './row';
import type { Row } from './rows';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 24;

const NO_EXTRAS: ReadonlyMap<number, number> = new Map();

interface IProps {
  rows: readonly Row[];
  actions: ChangeActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
  onMessageKey: () => void;
}

/** The changes; only the rows in view are drawn. */
export function ChangeList(props: IProps): React.JSX.Element {
  const { rows, actions } = props;
  const { model, trans } = actions;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const layout = new RowLayout(rows.length, ROW_HEIGHT, NO_EXTRAS);
  const shown = layout.window(scrollTop, viewport);
  const current = rows.findIndex(row => row.id === model.activeId);
  useReveal(node, layout, current, model.activeId);
  useLook(props, shown.start, shown.end);
  return (
    <div
      ref={node}
      className="mlops-ChangeList"
      role="treegrid"
      tabIndex={0}
      aria-label={trans.__('Changes')}
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
          open(row, actions);
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
          <ChangeRow
            key={row.id}
            row={row}
            id={rowId(shown.start + offset)}
            index={shown.start + offset}
            isCurrent={row.id === model.activeId}
            actions={actions}
          />
        ))}
      </div>
    </div>
  );
}

/** Tell the model what is in view. */
function useLook({ rows, actions }: IProps, start: number, end: number): void {
  const { model } = actions;
  useEffect(() => {
    const files = new Set(rows.slice(start, end).map(row => row.file));
    model.look([...files]);
  }, [model, rows, start, end]);
  useEffect(
    () => () => {
      model.look([]);
    },
    [model]
  );
}

/** A click shows the difference; where there is none to show it unfolds. */
function open(row: Row, actions: ChangeActions): void {
  if (row.type !== 'note' && row.type !== 'error') {
    actions.openDiff(row);
  }
}

async function showMenu(
  event: React.MouseEvent,
  row: Row,
  actions: ChangeActions
): Promise<void> {
  const target = event.target as HTMLElement;
  const element =
    target.closest<HTMLElement>('.mlops-Change') ??
    target.querySelector<HTMLElement>('.mlops-Change[aria-selected="true"]');
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
  const id = target.closest<HTMLElement>('.mlops-Change')?.dataset.row;
  return id === undefined ? undefined : rows.find(row => row.id === id);
}

/** The DOM id of a row. Paths may have any character, places don't. */
function rowId(index: number): string {
  return `mlops-change-${index}`;
}
