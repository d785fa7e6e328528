import { clearFilter, foldOnKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { KeyPlace } from '../components/treeList';
import type { ChangeActions } from './actions';
import type { Row } from './rows';

interface IContext {
  actions: ChangeActions;
  onMessageKey: () => void;
}

/** What a key does in the list, beside going to rows; there may be no current row. */
export function actOf(
  key: string,
  row: Row | undefined,
  place: KeyPlace<Row>,
  context: IContext
): Act {
  const { actions } = context;
  return (
    elsewhere(key, context) ??
    (row ? folding(key, place, row, actions) : null) ??
    (row ? command(key, actions, row) : null)
  );
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
  list: KeyPlace<Row>,
  row: Row,
  { model }: ChangeActions
): Act {
  const isFile = row.type === 'file';
  return foldOnKey(key, {
    list,
    isOpen: isFile ? row.isOpen : null,
    setOpen: open => {
      model.setOpen(row.file.path, open);
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
