import type React from 'react';

import { actOnKey, rowAfterKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { ChangeActions } from './actions';
import type { Row } from './rows';

interface IContext {
  actions: ChangeActions;
  rows: readonly Row[];
  onFilterKey: () => void;
  onHelpKey: () => void;
  onMessageKey: () => void;
}

/**
 * Act on a key pressed in the list.
 *
 * @param event - The key.
 * @param context - What it acts on.
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 */
export function handleKey(
  event: React.KeyboardEvent,
  context: IContext,
  current: number,
  page: number
): void {
  const row = context.rows[current];
  actOnKey(
    event,
    key =>
      movement(key, context, current, page) ??
      elsewhere(key, context) ??
      (row ? folding(key, context, row, current) : null) ??
      (row ? command(key, context.actions, row) : null)
  );
}

/** Keys that go to another row. */
function movement(
  key: string,
  context: IContext,
  current: number,
  page: number
): Act {
  const target = rowAfterKey(key, current, page, context.rows.length);
  return target === undefined ? null : goTo(context, target);
}

function goTo({ actions, rows }: IContext, index: number): Act {
  return () => {
    actions.model.activeId = rows[index]?.id ?? '';
  };
}

/** Keys that leave the list. */
function elsewhere(key: string, context: IContext): Act {
  const { model } = context.actions;
  switch (key) {
    case '/':
      return context.onFilterKey;
    case '?':
      return context.onHelpKey;
    case 'c':
      return context.onMessageKey;
    case 'Escape':
      return model.filter === ''
        ? null
        : () => {
            model.filter = '';
          };
    default:
      return null;
  }
}

/** Left and right: fold and unfold, or go to the file and into it. */
function folding(
  key: string,
  context: IContext,
  row: Row,
  current: number
): Act {
  const { model } = context.actions;
  const fold = (open: boolean) => () => {
    model.setOpen(row.file.path, open);
  };
  if (key === 'ArrowRight' && row.type === 'file' && row.isOpen !== null) {
    return row.isOpen ? goTo(context, current + 1) : fold(true);
  }
  if (key !== 'ArrowLeft') {
    return null;
  }
  if (row.type === 'file') {
    return row.isOpen ? fold(false) : null;
  }
  const parent = context.rows.findIndex(
    each => each.type === 'file' && each.file.path === row.file.path
  );
  return goTo(context, parent);
}

/** Keys that do something with the current row. */
function command(key: string, actions: ChangeActions, row: Row): Act {
  switch (key) {
    case 'Enter':
      return () => {
        actions.openDiff(row);
      };
    case ' ':
      return () => {
        actions.toggle(row);
      };
    case 'o':
      return actions.canGoTo(row) ? () => void actions.goTo(row) : null;
    case 'Delete':
    case 'Backspace':
      return () => {
        actions.discard(row);
      };
    default:
      return null;
  }
}
