import type { ApiError } from '../api/errors';
import type { CellChange, CellChanges, ChangedFile, Hunk } from '../api/types';
import type { IDetail } from './details';
import { cellTick, notebookTick, tickOf } from './parts';
import type { PartState, Tick } from './parts';
import type { Hunks } from '../api/types';

interface IRow {
  /** Names the row as long as it is there. */
  readonly id: string;
  readonly file: ChangedFile;
}

/** A row of the list of changes. */
export type Row =
  | (IRow & {
      readonly type: 'file';
      readonly tick: Tick;
      /** Whether it is unfolded; null where there is nothing to unfold. */
      readonly isOpen: boolean | null;
      /** What is known of a notebook's cells. */
      readonly changes: CellChanges | null;
    })
  | (IRow & {
      readonly type: 'cell';
      readonly cell: CellChange;
      readonly tick: Tick;
    })
  | (IRow & {
      readonly type: 'notebook';
      readonly state: PartState;
      readonly tick: Tick;
    })
  | (IRow & {
      readonly type: 'hunk';
      readonly hunk: Hunk;
      readonly tick: Tick;
    })
  | (IRow & {
      readonly type: 'note';
      readonly note: 'loading' | 'same' | 'problem';
      readonly text: string;
    })
  | (IRow & { readonly type: 'error'; readonly error: ApiError });

/** A row of a file. */
export type FileRow = Extract<Row, { type: 'file' }>;

/** A row of a cell. */
export type CellRow = Extract<Row, { type: 'cell' }>;

/** What the list is made of. */
export interface IRowSource {
  readonly files: readonly ChangedFile[];
  readonly codeOnly: boolean;
  isOpen(path: string): boolean;
  /** What is known of cells, with what is wished for. */
  cells(path: string): IDetail<CellChanges> | undefined;
  hunks(path: string): IDetail<Hunks> | undefined;
  /** Whether the whole file is wished to be staged; null where nothing is wished. */
  wished(path: string): boolean | null;
}

/** Whether there is something to see in a file, row by row. */
export function canOpen(file: ChangedFile): boolean {
  return (
    file.actionable &&
    file.change !== 'conflict' &&
    (file.kind === 'notebook' || file.kind === 'text')
  );
}

/** The rows: each file, and below it what has changed in it if it is unfolded. */
export function makeRows(source: IRowSource): Row[] {
  return source.files.flatMap(file => {
    const row = fileRow(file, source);
    return row.isOpen ? [row, ...insideRows(file, source)] : [row];
  });
}

function fileRow(file: ChangedFile, source: IRowSource): FileRow {
  const { path } = file;
  const isNotebook = file.kind === 'notebook';
  const changes = isNotebook ? (source.cells(path)?.value ?? null) : null;
  return {
    type: 'file',
    id: path,
    file,
    tick: fileTick(file, changes, source),
    isOpen: canOpen(file) ? source.isOpen(path) : null,
    changes
  };
}

/** A file's tick: by what is in it where that is known, else as git says. */
function fileTick(
  file: ChangedFile,
  changes: CellChanges | null,
  source: IRowSource
): Tick {
  const { path, staged } = file;
  if (changes !== null && changes.problem === '') {
    return notebookTick(changes, source.codeOnly) ?? staged;
  }
  const wished = source.wished(path);
  if (wished !== null) {
    return wished ? 'all' : 'none';
  }
  const hunks = source.hunks(path)?.value;
  return hunks && hunks.hunks.length > 0
    ? tickOf(hunks.hunks.map(hunk => hunk.state))
    : staged;
}

function insideRows(file: ChangedFile, source: IRowSource): Row[] {
  const { path } = file;
  if (file.kind === 'notebook') {
    const detail = source.cells(path);
    const changes = detail?.value ?? null;
    const rows = changes ? cellRows(file, changes, source.codeOnly) : [];
    return around(file, rows, detail, changes?.problem);
  }
  const detail = source.hunks(path);
  const rows = (detail?.value?.hunks ?? []).map((hunk): Row => ({
    type: 'hunk',
    id: `${path}\n${hunk.key}`,
    file,
    hunk,
    tick: tickOf([hunk.state])
  }));
  return around(file, rows, detail, detail?.value?.problem);
}

function cellRows(
  file: ChangedFile,
  changes: CellChanges,
  codeOnly: boolean
): Row[] {
  const rows = changes.cells.map((cell): Row => ({
    type: 'cell',
    id: `${file.path}\n${cell.key}`,
    file,
    cell,
    tick: cellTick(cell, codeOnly)
  }));
  const state = changes.notebook;
  if (state !== null) {
    const tick = tickOf([state]);
    const id = `${file.path}\n`;
    rows.push({ type: 'notebook', id, file, state, tick });
  }
  return rows;
}

/** Rows, or what to say in their place. */
function around(
  file: ChangedFile,
  rows: Row[],
  detail: IDetail<unknown> | undefined,
  problem = ''
): Row[] {
  const id = `${file.path}\n\n`;
  if (detail?.error) {
    return [...rows, { type: 'error', id, file, error: detail.error }];
  }
  if (rows.length > 0) {
    return rows;
  }
  const note =
    problem === '' ? (detail?.value ? 'same' : 'loading') : 'problem';
  return [{ type: 'note', id, file, note, text: problem }];
}
