import { isActive } from '../api/types';
import type { RunDetail } from '../api/types';
import type { CellStanding } from './cell';
import type { IPageCell } from './cells';

/** How a cell stands, and how long it took. */
export interface ICellState {
  standing: CellStanding;
  duration: number | null;
  since: string | null;
}

/** How every cell of a run stands, by its place. */
export function cellStates(
  run: RunDetail,
  cells: readonly IPageCell[]
): readonly ICellState[] {
  const ended = new Map(run.cells.map(cell => [cell.index, cell]));
  const last = run.cells[run.cells.length - 1];
  const now = isActive(run) ? run.progress.cell_index : null;
  return cells.map(cell => {
    const seen = ended.get(cell.index);
    if (cell.type !== 'code') {
      return { standing: 'text', duration: null, since: null };
    }
    if (seen) {
      const { status, duration } = seen;
      return { standing: status, duration, since: null };
    }
    const isNow = cell.index === now;
    return {
      standing: isNow ? 'running' : 'waiting',
      duration: null,
      since: isNow ? endOf(last, run) : null
    };
  });
}

/** When the cell at work began: as the one before it ended. */
function endOf(
  last: RunDetail['cells'][number] | undefined,
  run: RunDetail
): string | null {
  if (!last) {
    return run.started_at;
  }
  const end = Date.parse(last.started_at) + last.duration * 1000;
  return new Date(end).toISOString();
}
