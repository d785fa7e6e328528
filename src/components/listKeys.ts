import type React from 'react';

/** What a key does; null where it does nothing. */
export type Act = (() => void) | null;

/**
 * The row that a key leads to; undefined where it leads nowhere.
 *
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 * @param count - Rows in all.
 */
export function rowAfterKey(
  key: string,
  current: number,
  page: number,
  count: number
): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1
  };
  const target = targets[key];
  return target === undefined || count === 0
    ? undefined
    : Math.min(count - 1, Math.max(0, target));
}

/** A list, as the keys pressed in it see it. */
export interface IKeyList<Row> {
  rows: readonly Row[];
  /** Index of the current row; negative where there is none. */
  current: number;
  /** Rows in view. */
  page: number;
  /** Make a row the current one. */
  goTo: (row: Row) => void;
  onFilterKey: () => void;
  onHelpKey: () => void;
  /** What all other keys do; there may be no current row. */
  command: (key: string, row: Row | undefined) => Act;
}

/** Act on a key pressed in a list: go to another row, filter, help, or what the list adds. */
export function handleListKey<Row>(
  event: React.KeyboardEvent,
  list: IKeyList<Row>
): void {
  const { rows, current, page, onFilterKey, onHelpKey, command } = list;
  actOnKey(event, key => {
    const target = rowAfterKey(key, current, page, rows.length);
    if (target !== undefined) {
      return goToRow(list, target);
    }
    switch (key) {
      case '/':
        return onFilterKey;
      case '?':
        return onHelpKey;
      default:
        return command(key, rows[current]);
    }
  });
}

/** Empty the filter; null where it is empty. */
export function clearFilter(model: { filter: string }): Act {
  return model.filter === ''
    ? null
    : () => {
        model.filter = '';
      };
}

/** How the current row of a list is folded. */
export interface IFolding<Row> {
  list: Pick<IKeyList<Row>, 'rows' | 'current' | 'goTo'>;
  /** Whether it is unfolded; null where there is nothing to unfold. */
  isOpen: boolean | null;
  setOpen: (open: boolean) => void;
  /** Index of the row that it is part of; negative where it is part of none. */
  parent: number;
}

/** Left and right: fold and unfold, or go out of the row and into it. */
export function foldOnKey<Row>(key: string, folding: IFolding<Row>): Act {
  const { list, isOpen, setOpen, parent } = folding;
  const fold = (open: boolean) => () => {
    setOpen(open);
  };
  if (key === 'ArrowRight' && isOpen !== null) {
    return isOpen ? goToRow(list, list.current + 1) : fold(true);
  }
  if (key === 'ArrowLeft') {
    return isOpen ? fold(false) : goToRow(list, parent);
  }
  return null;
}

function goToRow<Row>(
  { rows, goTo }: Pick<IKeyList<Row>, 'rows' | 'goTo'>,
  index: number
): Act {
  const row = rows[index];
  return row === undefined
    ? null
    : () => {
        goTo(row);
      };
}

/**
 * Do what a plain key stands for, and keep it from everything around the list.
 *
 * Keys pressed with others are not the list's.
 */
export function actOnKey(
  event: React.KeyboardEvent,
  actOf: (key: string) => Act
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const act = actOf(event.key);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
