import type {
  CellChange,
  CellChanges,
  ChangedFile,
  Hunk
} from '../../api/types';

/** A changed file, of which a test names what it is about. */
export function makeFile(values: Partial<ChangedFile> = {}): ChangedFile {
  return {
    path: 'train.ipynb',
    old_path: null,
    kind: 'notebook',
    change: 'modified',
    staged: 'none',
    actionable: true,
    ...values
  };
}

/** A changed cell, of which a test names what it is about. */
export function makeCell(values: Partial<CellChange> = {}): CellChange {
  return {
    key: 'a',
    kind: 'edited',
    moved: false,
    base: 0,
    head: 0,
    cell_id: 'a',
    cell_type: 'code',
    execution_count: 1,
    preview: 'x = 1',
    source: 'unstaged',
    outputs: null,
    ...values
  };
}

/** What has changed in a notebook. */
export function makeChanges(
  cells: CellChange[],
  values: Partial<CellChanges> = {}
): CellChanges {
  return {
    path: 'train.ipynb',
    version: '1',
    cells,
    counts: {
      added: 0,
      removed: 0,
      edited: cells.length,
      moved: 0,
      rerun: 0,
      other: 0
    },
    notebook: null,
    problem: '',
    ...values
  };
}

/** A hunk, of which a test names what it is about. */
export function makeHunk(values: Partial<Hunk> = {}): Hunk {
  return {
    key: 'h',
    base: 4,
    base_lines: 1,
    head: 4,
    head_lines: 1,
    preview: 'x',
    state: 'unstaged',
    ...values
  };
}
