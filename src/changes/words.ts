import type { TranslationBundle } from '@jupyterlab/translation';

import type { CellChange, ChangedFile, Hunk } from '../api/types';
import type { Tick } from './parts';

/** A kind's word. */
export function kindWord(
  kind: CellChange['kind'],
  trans: TranslationBundle
): string {
  const words: Record<CellChange['kind'], string> = {
    added: trans.__('added'),
    removed: trans.__('deleted'),
    edited: trans.__('edited'),
    moved: trans.__('moved'),
    rerun: trans.__('rerun'),
    other: trans.__('metadata')
  };
  return words[kind];
}

/** What happened to a file. */
export function changeWord(
  change: ChangedFile['change'],
  trans: TranslationBundle
): string {
  const words: Record<ChangedFile['change'], string> = {
    added: trans.__('added'),
    modified: trans.__('modified'),
    deleted: trans.__('deleted'),
    renamed: trans.__('renamed'),
    untracked: trans.__('new'),
    conflict: trans.__('in conflict')
  };
  return words[change];
}

/** The same in one letter, as git has it. */
export function changeLetter(change: ChangedFile['change']): string {
  const letters: Record<ChangedFile['change'], string> = {
    added: 'A',
    modified: 'M',
    deleted: 'D',
    renamed: 'R',
    untracked: 'U',
    conflict: '!'
  };
  return letters[change];
}

/** Whether something is in the next commit. */
export function tickWord(tick: Tick, trans: TranslationBundle): string {
  const words: Record<Tick, string> = {
    none: trans.__('not staged'),
    some: trans.__('partly staged'),
    all: trans.__('staged')
  };
  return words[tick];
}

/** What a part's tick does. */
export function tickTitle(tick: Tick, trans: TranslationBundle): string {
  return tick === 'all'
    ? trans.__('Staged: untick to leave it out of the commit')
    : trans.__('Tick to put it into the commit');
}

/** Which cell: its execution count as the notebook shows it, else its place. */
export function cellLabel(cell: CellChange): string {
  if (cell.cell_type === 'code') {
    return `[${cell.execution_count ?? ' '}]`;
  }
  return cell.cell_type === 'markdown' ? 'M↓' : 'raw';
}

/** Which lines of the file: `12`, `12–15`; where lines are gone, the place. */
export function hunkLabel(hunk: Hunk): string {
  const first = hunk.head + 1;
  return hunk.head_lines > 1
    ? `${first}–${hunk.head + hunk.head_lines}`
    : String(first);
}

/** What happened to the lines of a hunk, as of cells. */
export function hunkKind(hunk: Hunk): CellChange['kind'] {
  if (hunk.base_lines === 0) {
    return 'added';
  }
  return hunk.head_lines === 0 ? 'removed' : 'edited';
}

/** A file's name, and the folder of the repository that it is in. */
export function splitPath(
  path: string,
  root: string
): { name: string; folder: string } {
  const inside = root === '' ? path : path.slice(root.length + 1);
  const slash = inside.lastIndexOf('/');
  return slash < 0
    ? { name: inside, folder: '' }
    : { name: inside.slice(slash + 1), folder: inside.slice(0, slash) };
}

/** How much would be committed. */
export interface IAmount {
  cells: number;
  files: number;
}

/** An amount in words: `2 cells`, `3 files`, `2 cells, 1 file`. */
export function amountWords(
  { cells, files }: IAmount,
  trans: TranslationBundle
): string {
  const parts: string[] = [];
  if (cells > 0) {
    parts.push(trans._n('%1 cell', '%1 cells', cells));
  }
  if (files > 0) {
    parts.push(trans._n('%1 file', '%1 files', files));
  }
  return parts.join(', ');
}
