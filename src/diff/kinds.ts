import type { TranslationBundle } from '@jupyterlab/translation';

import type { DiffCell } from '../api/types';

/** What happened to a cell, the most telling first. */
export type Kind =
  | 'added'
  | 'removed'
  | 'edited'
  | 'reformatted'
  | 'moved'
  | 'rerun'
  | 'other'
  | 'noise';

/** The sign of each kind, as all lists of changes show it. */
export const SIGNS: Readonly<Record<Kind, string>> = {
  added: '+',
  removed: '−',
  edited: '~',
  reformatted: '≈',
  moved: '⇅',
  rerun: '⟲',
  other: '·',
  noise: '·'
};

/** What happened to the cell of an entry that isn't unchanged. */
export function kindOf(cell: DiffCell): Kind {
  if (cell.kind === 'added' || cell.kind === 'removed') {
    return cell.kind;
  }
  const isRetyped = cell.base_type !== cell.head_type;
  if (isRetyped || (cell.source && !cell.source.formatting_only)) {
    return 'edited';
  }
  if (cell.moved) {
    return 'moved';
  }
  if (cell.outputs.some(output => !output.noise)) {
    return 'rerun';
  }
  if (cell.source) {
    return 'reformatted';
  }
  return cell.metadata.some(value => !value.noise) ? 'other' : 'noise';
}

/** A kind in a word. */
export function kindWord(kind: Kind, trans: TranslationBundle): string {
  switch (kind) {
    case 'added':
      return trans.__('added');
    case 'removed':
      return trans.__('deleted');
    case 'edited':
      return trans.__('edited');
    case 'reformatted':
      return trans.__('reformatted');
    case 'moved':
      return trans.__('moved');
    case 'rerun':
      return trans.__('rerun');
    case 'other':
      return trans.__('metadata');
    case 'noise':
      return trans.__('noise');
  }
}

/** The first line of a source that says something. */
export function previewOf(cell: DiffCell): string {
  const source = cell.head_source ?? cell.base_source ?? '';
  return source.split('\n', 50).find(line => line.trim() !== '') ?? '';
}
