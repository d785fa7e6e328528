import type React from 'react';

import { clearFilter, foldOnKey, handleListKey } from '../components/listKeys';
import type { Act, IKeyList } from '../components/listKeys';
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
  const list = {
    ...context,
    current,
    page,
    goTo: (row: Row) => {
      context.actions.model.activeId = row.id;
    }
  };
  handleListKey(event, {
    ...list,
    command: (key, row) =>
      elsewhere(key, context) ??
      (row ? folding(key, list, row) : null) ??
      (row ? command(key, context.actions, row) : null)
  });
}

/** Keys that leave the list. */
function elsewhere(key: string, { actions, onMessageKey }: IContext): Act {
  switch (key) {
    case 'c':
      return onMessageKey;
    case 'Escape':
      return clearFilter(actions.model);
    default:
      return null;
  }
}

/** Left and right: fold and unfold, or go to the file and into it. */
function folding(
  key: string,
  list: Omit<IKeyList<Row>, 'command'> & IContext,
  row: Row
): Act {
  const isFile = row.type === 'file';
  return foldOnKey(key, {
    list,
    isOpen: isFile ? row.isOpen : null,
    setOpen: open => {
      list.actions.model.setOpen(row.file.path, open);
    },
    parent: isFile
      ? -1
      : list.rows.findIndex(
          each => each.type === 'file' && each.file.path === row.file.path
        )
  });
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
