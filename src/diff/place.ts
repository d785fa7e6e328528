import type { DiffCell } from '../api/types';

/** Which head cell stands for each base cell. */
export function twins(cells: readonly DiffCell[]): Map<number, number> {
  const pairs = new Map<number, number>();
  for (const { base, head, count } of cells) {
    if (base !== null && head !== null) {
      for (let offset = 0; offset < count; offset += 1) {
        pairs.set(base + offset, head + offset);
      }
    }
  }
  return pairs;
}

/** How many cells the head has. */
export function headLength(cells: readonly DiffCell[]): number {
  return cells.reduce(
    (sum, cell) => sum + (cell.head === null ? 0 : cell.count),
    0
  );
}

/**
 * Where in the head a cell of the base belongs: after the cell that stands for the one before it.
 *
 * @param cells - The entries of a diff.
 * @param base - Index of the cell in the base.
 * @returns An index into the head, before which it goes.
 */
export function placeInHead(cells: readonly DiffCell[], base: number): number {
  const pairs = twins(cells);
  const moved = new Set(
    cells.filter(each => each.moved).map(each => each.base ?? -1)
  );
  for (let before = base - 1; before >= 0; before -= 1) {
    const twin = pairs.get(before);
    if (twin !== undefined && !moved.has(before)) {
      return twin + 1;
    }
  }
  return 0;
}
