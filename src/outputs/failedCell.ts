import type { Failure } from '../api/types';

/**
 * Position of the cell that a run failed at.
 *
 * Its id is right even where cells were moved since; its position serves notebooks without ids.
 *
 * @param cellIds - Ids of the notebook's cells, in order.
 * @param failure - Why the run failed.
 * @returns An index; -1 where the failure is not that of a cell.
 */
export function findFailedCell(
  cellIds: readonly string[],
  failure: Pick<Failure, 'cell_id' | 'cell_index'> | null
): number {
  if (!failure) {
    return -1;
  }
  const byId = failure.cell_id === null ? -1 : cellIds.indexOf(failure.cell_id);
  if (byId >= 0) {
    return byId;
  }
  const index = failure.cell_index ?? -1;
  return index < cellIds.length ? index : -1;
}
