import { clearFilter, foldOnKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { KeyPlace } from '../components/treeList';
import type { ModuleActions } from './actions';
import type { Row } from './rows';

/** What a key does in the list, beside going to rows; there may be no current row. */
export function actOf(
  key: string,
  row: Row | undefined,
  place: KeyPlace<Row>,
  actions: ModuleActions
): Act {
  return (
    (key === 'Escape' ? clearFilter(actions.model) : null) ??
    (row ? folding(key, place, row, actions) : null) ??
    (row ? command(key, actions, row) : null)
  );
}

/** Left and right: fold and unfold, or go to the module and into it. */
function folding(
  key: string,
  list: KeyPlace<Row>,
  row: Row,
  { model }: ModuleActions
): Act {
  const isModule = row.type === 'module';
  const name = row.module?.name;
  return foldOnKey(key, {
    list,
    isOpen: isModule || row.type === 'cell' ? row.isOpen : null,
    setOpen: open => {
      if (isModule) {
        model.setOpen(row.module, open);
      } else {
        model.setCompared(row.id, open);
      }
    },
    parent: isModule
      ? -1
      : list.rows.findIndex(
          each => each.type === 'module' && each.module.name === name
        )
  });
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
