import type { DiffCell } from '../api/types';
import { kindOf } from './kinds';
import type { Kind } from './kinds';

/** What of a diff is looked at. */
export interface IShown {
  readonly layout: 'split' | 'inline';
  readonly outputs: boolean;
  readonly metadata: boolean;
  readonly formatting: boolean;
  readonly noise: boolean;
}

/** A changed cell. */
export interface ICellRow {
  type: 'cell';
  /** Stays the same when the diff is made anew. */
  key: string;
  cell: DiffCell;
  kind: Kind;
}

/** Cells that aren't shown, since nothing of them that is looked at has changed. */
export interface IFoldRow {
  type: 'fold';
  key: string;
  /** How many cells. */
  count: number;
  entries: DiffCell[];
}

/** The place that a cell was moved away from. */
export interface IGhostRow {
  type: 'ghost';
  key: string;
  /** The moved cell, and the key of its row. */
  cell: DiffCell;
  target: string;
}

export type Row = ICellRow | IFoldRow | IGhostRow;

/** The rows to show of a notebook's diff, in order. */
export function makeRows(cells: readonly DiffCell[], shown: IShown): Row[] {
  const keys = keysOf(cells);
  const ghosts = ghostsOf(cells, keys, shown);
  const rows: Row[] = [];
  let folded: DiffCell[] = [];
  const add = (...more: Row[]): void => {
    const [next] = more;
    if (next && folded.length > 0) {
      rows.push(foldOf(folded, next.key));
      folded = [];
    }
    rows.push(...more);
  };
  cells.forEach((cell, index) => {
    add(...(ghosts.get(index) ?? []));
    if (cell.kind === 'unchanged' || !isShown(cell, shown)) {
      folded.push(cell);
    } else {
      const key = keys[index] ?? '';
      add({ type: 'cell', key, cell, kind: kindOf(cell) });
    }
  });
  add(...(ghosts.get(cells.length) ?? []));
  return folded.length > 0 ? [...rows, foldOf(folded, 'end')] : rows;
}

function foldOf(entries: DiffCell[], before: string): IFoldRow {
  const count = entries.reduce((sum, cell) => sum + cell.count, 0);
  return { type: 'fold', key: `fold ${before}`, count, entries };
}

/** Key of the row that says where a moved cell was. */
export function ghostKey(key: string): string {
  return `from ${key}`;
}

/** Rows for the places that cells were moved away from, by the entry that follows them. */
function ghostsOf(
  cells: readonly DiffCell[],
  keys: readonly string[],
  shown: IShown
): Map<number, IGhostRow[]> {
  const ghosts = new Map<number, IGhostRow[]>();
  const moved = cells
    .map((cell, index) => ({ cell, target: keys[index] ?? '' }))
    .filter(({ cell }) => cell.moved && isShown(cell, shown))
    .sort((a, b) => (a.cell.base ?? 0) - (b.cell.base ?? 0));
  for (const { cell, target } of moved) {
    const next = cells.findIndex(
      each => !each.moved && (each.base ?? -1) > (cell.base ?? -1)
    );
    const at = next < 0 ? cells.length : next;
    const key = ghostKey(target);
    const row: IGhostRow = { type: 'ghost', key, cell, target };
    ghosts.set(at, [...(ghosts.get(at) ?? []), row]);
  }
  return ghosts;
}

/** Whether something of a cell has changed that is looked at. */
export function isShown(cell: DiffCell, shown: IShown): boolean {
  if (cell.kind === 'added' || cell.kind === 'removed') {
    return true;
  }
  const isRetyped = cell.base_type !== cell.head_type;
  if (cell.noise && !shown.noise) {
    return false;
  }
  return (
    isRetyped ||
    cell.moved ||
    isSourceShown(cell, shown) ||
    (shown.outputs && cell.outputs.some(each => shown.noise || !each.noise)) ||
    (shown.metadata && cell.metadata.some(each => shown.noise || !each.noise))
  );
}

/** Whether the source has changed in a way that is looked at. */
export function isSourceShown(cell: DiffCell, shown: IShown): boolean {
  return (
    cell.source !== null && (shown.formatting || !cell.source.formatting_only)
  );
}

function keyOf(cell: DiffCell): string {
  const id = cell.head_id ?? cell.base_id;
  const side = cell.head === null ? 'base' : 'head';
  return `${side} ${id ?? cell.head ?? cell.base ?? cell.entry}`;
}

/** A key for each entry; ids of cells may be there twice. */
function keysOf(cells: readonly DiffCell[]): string[] {
  const seen = new Map<string, number>();
  return cells.map(cell => {
    const key = keyOf(cell);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key} ${times}`;
  });
}
