import type { CellChange, CellChanges, Choice } from '../api/types';

/** Whether something is in the index. */
export type Tick = 'none' | 'some' | 'all';

/** Where a part of a cell stands; null where it doesn't differ. */
export type PartState = CellChange['source'];

/** The key of what differs in a notebook outside of its cells. */
export const NOTEBOOK_KEY = 'notebook';

/** Whether nothing of a cell differs but its outputs. */
export function isOutputsOnly(cell: CellChange): boolean {
  return cell.source === null;
}

/**
 * The parts of a cell that its tick is about.
 *
 * Where commits leave outputs out, those count only once they have been chosen by name.
 */
export function tickParts(cell: CellChange, codeOnly: boolean): PartState[] {
  const { source, outputs } = cell;
  if (source === null) {
    return [outputs];
  }
  const counts = outputs !== null && (!codeOnly || outputs === 'staged');
  return counts ? [source, outputs] : [source];
}

/** One tick for parts. */
export function tickOf(parts: readonly PartState[]): Tick {
  const states = parts.filter(part => part !== null);
  if (states.length > 0 && states.every(part => part === 'staged')) {
    return 'all';
  }
  return states.some(part => part !== 'unstaged') ? 'some' : 'none';
}

/** The tick of a cell. */
export function cellTick(cell: CellChange, codeOnly: boolean): Tick {
  return tickOf(tickParts(cell, codeOnly));
}

/** The tick of a notebook; null where nothing in it can be ticked. */
export function notebookTick(
  changes: CellChanges,
  codeOnly: boolean
): Tick | null {
  const counting = changes.cells.filter(
    cell =>
      !codeOnly || !isOutputsOnly(cell) || tickOf([cell.outputs]) !== 'none'
  );
  const parts = counting.flatMap(cell => tickParts(cell, codeOnly));
  parts.push(changes.notebook);
  return parts.some(part => part !== null) ? tickOf(parts) : null;
}

/** What ticking a cell chooses. That outputs stay out is the request's to say. */
export function cellChoice(cell: CellChange): Required<Choice> {
  return { key: cell.key, part: isOutputsOnly(cell) ? 'outputs' : 'all' };
}

/** What unticking a cell takes out of the index: all of it that is there. */
export function cellUnchoice(cell: CellChange): Required<Choice> {
  return { key: cell.key, part: 'all' };
}

/** How many cells of a notebook are in the index, in whole or in part. */
export function stagedCells(changes: CellChanges): number {
  return changes.cells.filter(
    cell => tickOf([cell.source, cell.outputs]) !== 'none'
  ).length;
}
