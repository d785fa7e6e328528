import type React from 'react';

import { clearFilter, foldOnKey, handleListKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { CiActions } from './actions';
import { doings, KEYS } from './doings';
import { parentOf } from './rows';
import type { Row } from './rows';

interface IContext {
  actions: CiActions;
  rows: readonly Row[];
  onFilterKey: () => void;
  onHelpKey: () => void;
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
  const { rows, actions } = context;
  const goTo = (row: Row): void => {
    actions.model.activeId = row.id;
  };
  handleListKey(event, {
    ...context,
    current,
    page,
    goTo,
    command: (key, row) => {
      if (key === 'Escape') {
        return clearFilter(actions.model);
      }
      return row
        ? (foldOnKey(key, {
            list: { rows, current, goTo },
            isOpen: row.isOpen,
            setOpen: open => {
              actions.model.setOpen(row.id, open);
            },
            parent: parentOf(rows, current)
          }) ?? command(key, actions, row))
        : null;
    }
  });
}

/** Keys that do something with the current row. */
function command(key: string, actions: CiActions, row: Row): Act {
  if (key === 'Enter') {
    return () => {
      actions.open(row);
    };
  }
  if (key === ' ') {
    return () => {
      actions.toggle(row);
    };
  }
  const doing = KEYS[key];
  const found = doings(row, actions).find(each => each.doing === doing);
  return found === undefined
    ? null
    : () => {
        found.act();
      };
}
