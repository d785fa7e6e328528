import type React from 'react';

import { actOnKey, rowAfterKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { ModuleActions } from './actions';
import type { Row } from './rows';

interface IContext {
  actions: ModuleActions;
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

/** Left and right: fold and unfold, or go to the module and into it. */
function folding(
  key: string,
  context: IContext,
  row: Row,
  current: number
): Act {
  const { model } = context.actions;
  const canFold = row.type === 'module' || row.type === 'cell';
  const isOpen = canFold ? row.isOpen : null;
  const fold = (open: boolean) => () => {
    if (row.type === 'module') {
      model.setOpen(row.module, open);
    } else {
      model.setCompared(row.id, open);
    }
  };
  if (key === 'ArrowRight' && isOpen !== null) {
    return isOpen ? goTo(context, current + 1) : fold(true);
  }
  if (key !== 'ArrowLeft') {
    return null;
  }
  if (isOpen) {
    return fold(false);
  }
  const name = row.module?.name;
  const parent = context.rows.findIndex(
    each => each.type === 'module' && each.module.name === name
  );
  return row.type === 'module' || parent < 0 ? null : goTo(context, parent);
}

/** Keys that do something with the current row. */
function command(key: string, actions: ModuleActions, row: Row): Act {
  const { module } = row;
  switch (key) {
    case 'Enter':
      return () => {
        open(row, actions);
      };
    case ' ':
      return () => {
        toggle(row, actions);
      };
    case 'o':
      return module && openModule(row, actions);
    case 'e':
      return (
        module &&
        (() => {
          actions.export(module);
        })
      );
    case 's':
      return (
        module &&
        (() => {
          actions.sync(module);
        })
      );
    default:
      return choice(key, actions, row);
  }
}

/** Enter goes to what a row is about; a module's row is about the module. */
function open(row: Row, actions: ModuleActions): void {
  if (row.type === 'module') {
    actions.openModule(row.module);
  } else {
    actions.open(row);
  }
}

function toggle(row: Row, actions: ModuleActions): void {
  if (row.type === 'cell') {
    actions.toggleCompared(row);
  } else if (row.type === 'module' && row.isOpen !== null) {
    actions.model.setOpen(row.module, !row.isOpen);
  }
}

function openModule(row: Row, actions: ModuleActions): Act {
  return () => {
    if (row.module) {
      const line = row.type === 'cell' ? row.cell.module_line : null;
      actions.openModule(row.module, line);
    }
  };
}

/** A number chooses: the first way out, the second, the third. */
function choice(key: string, actions: ModuleActions, row: Row): Act {
  const chosen = /^[1-9]$/.test(key)
    ? actions.choices(row)[Number(key) - 1]
    : undefined;
  if (
    chosen === undefined ||
    (row.type !== 'cell' && row.type !== 'question')
  ) {
    return null;
  }
  return () => {
    actions.choose(row, chosen);
  };
}
