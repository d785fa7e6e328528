import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useLayoutEffect, useRef } from 'react';

import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import type { TableActions } from './actions';
import { handleKey } from './keys';
import { RunTableRow, SweepTableRow } from './row';
import { runsOf } from './rows';
import type { ITableRow } from './rows';
import type { RunTableModel } from './model';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 26;
/** How near to the end of what is loaded the next page is asked for, in rows. */
const AHEAD = 150;

interface IProps {
  model: RunTableModel;
  actions: TableActions;
  trans: TranslationBundle;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** The runs; only the rows in view are drawn. */
export function RunTableList(props: IProps): React.JSX.Element {
  const { model, actions, trans } = props;
  const { rows, activeId } = model;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const layout = new RowLayout(rows.length, ROW_HEIGHT, new Map());
  const seen = layout.window(scrollTop, viewport);
  const current = rows.findIndex(row => row.id === activeId);
  useReveal(node, layout, current, activeId, ROW_HEIGHT);
  useAnchor(node, rows);
  const atEnd = model.hasMore && seen.end >= rows.length - AHEAD;
  useEffect(() => {
    if (atEnd && !model.error) {
      void model.loadMore();
    }
  }, [atEnd, model, model.error, rows.length]);
  const active = rows[current];
  return (
    <div
      ref={node}
      className="mlops-RunTable-list"
      role="treegrid"
      tabIndex={0}
      aria-label={trans.__('Runs')}
      aria-multiselectable="true"
      aria-rowcount={model.hasMore ? -1 : rows.length + 1}
      aria-activedescendant={active && rowId(active)}
      onScroll={onScroll}
      onKeyDown={event => {
        if (event.target === event.currentTarget) {
          const page = Math.floor(viewport / ROW_HEIGHT);
          handleKey(event, { ...props, rows, current, page });
        }
      }}
      onClick={event => {
        click(event, props);
      }}
      onDoubleClick={event => {
        const row = rowAt(event, rows);
        if (row) {
          actions.open(row);
        }
      }}
    >
      <ColumnHeads model={model} trans={trans} />
      <div
        role="rowgroup"
        style={{ paddingTop: seen.before, paddingBottom: seen.after }}
      >
        {rows.slice(seen.start, seen.end).map((row, offset) => (
          <Row
            key={row.id}
            {...props}
            row={row}
            index={seen.start + offset}
            isActiveRow={row.id === activeId}
          />
        ))}
      </div>
    </div>
  );
}

function Row(
  props: IProps & { row: ITableRow; index: number; isActiveRow: boolean }
): React.JSX.Element {
  const { model, row, index, isActiveRow, actions, trans } = props;
  const { ids } = model.selection;
  const isTicked = runsOf(row).every(run => ids.has(run.id));
  const common = { id: rowId(row), index, isActiveRow, isTicked, trans };
  return row.kind === 'run' ? (
    <RunTableRow {...common} row={row} actions={actions} />
  ) : (
    <SweepTableRow {...common} row={row} />
  );
}

function ColumnHeads(props: {
  model: RunTableModel;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { model, trans } = props;
  const { selection, runs } = model;
  const isAll = runs.length > 0 && selection.ids.size >= runs.length;
  const heads = [
    ['what', trans.__('Run')],
    ['parameters', trans.__('Parameters')],
    ['metrics', trans.__('Metrics')],
    ['labels', trans.__('Labels')],
    ['commit', trans.__('Commit')],
    ['duration', trans.__('Duration')],
    ['started', trans.__('Started')]
  ] as const;
  return (
    <div role="row" className="mlops-RunRow mlops-mod-head" aria-rowindex={1}>
      <div role="columnheader" className="mlops-RunRow-tick">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isAll}
          aria-label={trans.__('Tick all runs that are loaded')}
          onChange={() => {
            if (isAll) {
              model.clearSelection();
            } else {
              model.selectAll();
            }
          }}
        />
      </div>
      {heads.map(([name, text]) => (
        <div key={name} role="columnheader" className={`mlops-RunRow-${name}`}>
          {text}
        </div>
      ))}
    </div>
  );
}

/** A click makes a row the current one; its box ticks it, its name opens it. */
function click(event: React.MouseEvent, props: IProps): void {
  const { model, actions } = props;
  const target = event.target as HTMLElement;
  const row = rowAt(event, model.rows);
  if (!row) {
    return;
  }
  model.activeId = row.id;
  if (event.shiftKey) {
    window.getSelection()?.removeAllRanges();
    model.extendTo(row);
  } else if (event.ctrlKey || event.metaKey || target.closest('[data-tick]')) {
    model.toggle(row);
  } else if (target.closest('[data-open]')) {
    actions.open(row);
  } else if (row.kind === 'sweep') {
    model.setOpen(row.id, !row.isOpen);
  }
}

function rowAt(
  event: React.MouseEvent,
  rows: readonly ITableRow[]
): ITableRow | undefined {
  const target = event.target as HTMLElement;
  const id = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  return rows.find(row => row.id === id);
}

/**
 * Keep what is looked at where it is when rows come in above it.
 *
 * At the very top one looks at what is newest, so there they push the others down; not while one
 * of those is being worked with.
 */
function useAnchor(
  node: React.RefObject<HTMLElement>,
  rows: readonly ITableRow[]
): void {
  const before = useRef<readonly ITableRow[]>(rows);
  useLayoutEffect(() => {
    const element = node.current;
    const known = before.current;
    before.current = rows;
    if (!element || known === rows) {
      return;
    }
    const isBusy =
      element.scrollTop > 0 ||
      element.matches(':hover') ||
      element === document.activeElement;
    const at = Math.floor(element.scrollTop / ROW_HEIGHT);
    const anchor = known[at]?.id;
    if (!isBusy || anchor === undefined) {
      return;
    }
    const now = rows.findIndex(row => row.id === anchor);
    if (now > at) {
      element.scrollTop += (now - at) * ROW_HEIGHT;
    }
  }, [node, rows]);
}

/** The DOM id of a row. */
function rowId(row: ITableRow): string {
  return `mlops-table-${row.kind}-${row.id}`;
}
