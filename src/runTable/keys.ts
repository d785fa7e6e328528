import type React from 'react';

import { isActive } from '../api/types';
import { rowAfterKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { TableActions } from './actions';
import { runsOf } from './rows';
import type { ITableRow } from './rows';

interface IContext {
  actions: TableActions;
  rows: readonly ITableRow[];
  /** Index of the current row; negative where there is none. */
  current: number;
  /** Rows in view. */
  page: number;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** Letters that stand for arrows. */
const LETTERS: Record<string, string> = { j: 'ArrowDown', k: 'ArrowUp' };

/** Act on a key pressed in the table. */
export function handleKey(event: React.KeyboardEvent, context: IContext): void {
  const isMeta = event.ctrlKey || event.metaKey;
  const act = isMeta
    ? chord(event.key, context)
    : event.altKey
      ? null
      : (movement(event, context) ?? command(event.key, context));
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

function chord(key: string, { actions }: IContext): Act {
  const { model } = actions;
  return key.toLowerCase() === 'a'
    ? () => {
        model.selectAll();
      }
    : null;
}

/** Keys that go to another row; with Shift they tick what they pass. */
function movement(event: React.KeyboardEvent, context: IContext): Act {
  const { actions, rows, current, page } = context;
  const { model } = actions;
  const key = LETTERS[event.key] ?? event.key;
  const target = rowAfterKey(key, current, page, rows.length);
  if (target === undefined) {
    return null;
  }
  return () => {
    const row = rows[target];
    const from = rows[current];
    if (row && event.shiftKey) {
      if (model.selection.anchor === null && from) {
        model.toggle(from);
      }
      model.extendTo(row);
    }
    model.activeId = row?.id ?? null;
  };
}

/** Keys that do something with the current row, or with all that is ticked. */
function command(key: string, context: IContext): Act {
  const { actions, rows, current } = context;
  const { model } = actions;
  const row = rows[current];
  switch (key) {
    case '/':
      return context.onFilterKey;
    case '?':
      return context.onHelpKey;
    case 'Escape':
      return escape(context);
    default:
      return row ? rowCommand(key, row, actions, model.selected.length) : null;
  }
}

/** One step back: the ticks first, then the filter. */
function escape({ actions }: IContext): Act {
  const { model } = actions;
  if (model.selection.ids.size > 0) {
    return () => {
      model.clearSelection();
    };
  }
  return model.filter === ''
    ? null
    : () => {
        model.filter = '';
      };
}

function rowCommand(
  key: string,
  row: ITableRow,
  actions: TableActions,
  ticked: number
): Act {
  const { model } = actions;
  const runs = ticked > 0 ? model.selected : runsOf(row);
  const fold = (open: boolean): Act =>
    row.kind === 'sweep'
      ? () => {
          model.setOpen(row.id, open);
        }
      : null;
  switch (key) {
    case 'Enter':
      return () => {
        actions.open(row);
      };
    case ' ':
    case 'x':
      return () => {
        model.toggle(row);
      };
    case 'ArrowRight':
      return fold(true);
    case 'ArrowLeft':
      return fold(false);
    case 'l':
      return () => void actions.label(runs);
    case 'Delete':
    case 'Backspace':
      return () => {
        if (runs.some(isActive)) {
          void actions.cancel(runs);
        } else {
          actions.remove(runs);
        }
      };
    default:
      return null;
  }
}
