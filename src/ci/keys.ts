import { clearFilter, foldOnKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { KeyPlace } from '../components/treeList';
import type { CiActions } from './actions';
import { doings, KEYS } from './doings';
import { parentOf } from './rows';
import type { Row } from './rows';

/** What a key does in the list, beside going to rows; there may be no current row. */
export function actOf(
  key: string,
  row: Row | undefined,
  place: KeyPlace<Row>,
  actions: CiActions
): Act {
  if (key === 'Escape') {
    return clearFilter(actions.model);
  }
  return row
    ? (foldOnKey(key, {
        list: place,
        isOpen: row.isOpen,
        setOpen: open => {
          actions.model.setOpen(row.id, open);
        },
        parent: parentOf(place.rows, place.current)
      }) ?? command(key, actions, row))
    : null;
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
