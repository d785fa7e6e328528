import type { CellChanges, Choice, Hunks } from '../api/types';
import type { PartState } from './parts';
import { NOTEBOOK_KEY } from './parts';

/** A change of what is in the index that the user wants and the server has yet to do. */
export interface IWish {
  readonly path: string;
  /** Whether it is to be in the index. */
  readonly staged: boolean;
  /** The part of a cell; null where it is not about a cell. */
  readonly cell: Required<Choice> | null;
  /** The key of a hunk; null where it is not about a hunk. */
  readonly hunk: string | null;
}

/** A wish about a whole file. */
export function fileWish(path: string, staged: boolean): IWish {
  return { path, staged, cell: null, hunk: null };
}

/** Whether a wish is about a whole file. */
export function isWhole(wish: IWish): boolean {
  return wish.cell === null && wish.hunk === null;
}

/** Whether a wish takes the place of an older one. */
export function replaces(wish: IWish, old: IWish): boolean {
  if (wish.path !== old.path) {
    return false;
  }
  return (
    isWhole(wish) ||
    (wish.hunk === old.hunk &&
      wish.cell?.key === old.cell?.key &&
      wish.cell?.part === old.cell?.part)
  );
}

/** Whether two wishes can be carried out by one request. */
export function goTogether(a: IWish, b: IWish): boolean {
  if (a.staged !== b.staged || isWhole(a) !== isWhole(b)) {
    return false;
  }
  return isWhole(a) || a.path === b.path;
}

/** A notebook's changes as they will be. */
export function wishedCells(
  changes: CellChanges,
  wishes: readonly IWish[],
  codeOnly: boolean
): CellChanges {
  return wishes.reduce(
    (now, wish) => ({
      ...now,
      notebook: put(now.notebook, wish, NOTEBOOK_KEY, 'source', codeOnly),
      cells: now.cells.map(cell => ({
        ...cell,
        source: put(cell.source, wish, cell.key, 'source', codeOnly),
        outputs: put(cell.outputs, wish, cell.key, 'outputs', codeOnly)
      }))
    }),
    changes
  );
}

/** A text's changes as they will be. */
export function wishedHunks(changes: Hunks, wishes: readonly IWish[]): Hunks {
  return wishes.reduce<Hunks>(
    (now, wish) => ({
      ...now,
      hunks: now.hunks.map(hunk =>
        isWhole(wish) || wish.hunk === hunk.key
          ? { ...hunk, state: wish.staged ? 'staged' : 'unstaged' }
          : hunk
      )
    }),
    changes
  );
}

/** Where a part will stand. */
function put(
  now: PartState,
  wish: IWish,
  key: string,
  part: 'source' | 'outputs',
  codeOnly: boolean
): PartState {
  const isMeant =
    isWhole(wish) ||
    (wish.cell?.key === key &&
      (wish.cell.part === part || wish.cell.part === 'all'));
  if (now === null || !isMeant) {
    return now;
  }
  if (!wish.staged) {
    return 'unstaged';
  }
  const isNamed = wish.cell?.part === 'outputs';
  return part === 'outputs' && codeOnly && !isNamed ? now : 'staged';
}
