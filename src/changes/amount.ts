import type { CellChanges, ChangedFile } from '../api/types';
import { isOutputsOnly, stagedCells } from './parts';
import type { IAmount } from './words';

/** What is known of a notebook's cells. */
type Cells = (path: string) => CellChanges | null;

/** How much is staged: cells of notebooks, and other files. */
export function stagedAmount(
  files: readonly ChangedFile[],
  cells: Cells
): IAmount {
  const staged = files.filter(file => file.staged !== 'none');
  return add(staged, path => {
    const changes = cells(path);
    return changes?.problem === '' ? stagedCells(changes) : 0;
  });
}

/** How much there is to commit where nothing is staged. */
export function wholeAmount(
  files: readonly ChangedFile[],
  cells: Cells,
  codeOnly: boolean
): IAmount {
  const meant = files.filter(
    file => !codeOnly || !hasOutputsOnly(file, cells(file.path))
  );
  return add(meant, path => {
    const changed = cells(path)?.cells ?? [];
    return changed.filter(cell => !codeOnly || !isOutputsOnly(cell)).length;
  });
}

/** Whether nothing of a notebook differs but outputs. */
export function hasOutputsOnly(
  file: ChangedFile,
  changes: CellChanges | null
): boolean {
  return (
    file.kind === 'notebook' &&
    file.change === 'modified' &&
    changes !== null &&
    changes.problem === '' &&
    changes.notebook === null &&
    changes.cells.every(isOutputsOnly)
  );
}

/** Files of which no cells can be counted count as files. */
function add(
  files: readonly ChangedFile[],
  count: (path: string) => number
): IAmount {
  const amount = { cells: 0, files: 0 };
  for (const file of files) {
    const cells = file.kind === 'notebook' ? count(file.path) : 0;
    amount.cells += cells;
    amount.files += cells === 0 ? 1 : 0;
  }
  return amount;
}
