import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  Answer,
  Finding,
  Module,
  ModuleCell,
  ModuleQuestion
} from '../api/types';
import { hasMarkers } from './decisions';
import type { Choice } from './decisions';

/** Whether a change was made in the module. */
export function isInModule({ change }: ModuleCell): boolean {
  return change.startsWith('module_') || change === 'merged';
}

/** Whether a module's edits are to be brought into notebooks. */
export function isToSync({ state }: Module): boolean {
  return ['module_ahead', 'both_ahead', 'conflict', 'asks'].includes(state);
}

/** Whether a sync does something for a module without asking. */
export function hasClearEdits({ state, changes, questions }: Module): boolean {
  return (
    state === 'module_ahead' ||
    state === 'both_ahead' ||
    (state === 'asks' && changes.length > questions.length)
  );
}

/** Whether an export would write or remove a module. */
export function isToExport({ state }: Module): boolean {
  return ['new', 'notebook_ahead', 'orphaned'].includes(state);
}

/** Whether a module waits for its user. */
export function needsDecision({ state }: Module): boolean {
  return ['conflict', 'asks', 'foreign', 'blocked'].includes(state);
}

/** The file's name, as a row shows it. */
export function fileName({ name, path }: Module): string {
  return path?.split('/').pop() ?? `${name.split('.').pop() ?? name}.py`;
}

/** The packages that hold a module, below the project's; empty if none. */
export function packageOf({ name }: Module): string {
  return name.split('.').slice(0, -1).join('.');
}

/** How a module stands, in words. */
export function stateWords(module: Module, trans: TranslationBundle): string {
  const { changes, questions, findings, state } = module;
  const conflicts = changes.filter(cell => cell.change === 'conflict').length;
  const errors = findings.filter(each => each.severity === 'error').length;
  switch (state) {
    case 'in_step':
      return trans.__('in step');
    case 'new':
      return trans.__('not exported yet');
    case 'notebook_ahead':
    case 'module_ahead':
    case 'both_ahead':
      return aheadWords(changes, trans);
    case 'conflict':
      return trans._n('%1 conflict', '%1 conflicts', Math.max(1, conflicts));
    case 'asks':
      return trans._n('%1 question', '%1 questions', questions.length);
    case 'foreign':
      return trans.__('file in the way');
    case 'blocked':
      return trans._n('%1 error', '%1 errors', Math.max(1, errors));
    case 'orphaned':
      return trans.__('no cells any more');
  }
}

function aheadWords(
  changes: readonly ModuleCell[],
  trans: TranslationBundle
): string {
  const edits = changes.filter(isInModule).length;
  const cells = changes.length - edits;
  const words: string[] = [];
  if (cells > 0) {
    words.push(trans._n('%1 cell ahead', '%1 cells ahead', cells));
  }
  if (edits > 0) {
    words.push(trans._n('%1 edit to sync', '%1 edits to sync', edits));
  }
  // What differs may lie outside of cells, such as the order of imports.
  return words.join(', ') || trans.__('ahead');
}

/** Where a cell was changed, unless in its notebook: what has happened there, its icon shows. */
export function sideWords(cell: ModuleCell, trans: TranslationBundle): string {
  switch (cell.change) {
    case 'merged':
      return trans.__('on both sides');
    case 'conflict':
      return hasMarkers(cell) ? trans.__('has markers') : trans.__('conflict');
    default:
      return isInModule(cell) ? trans.__('in module') : '';
  }
}

/** What has happened to a cell, and where, in full. */
export function changeWords(
  cell: ModuleCell,
  trans: TranslationBundle
): string {
  const words: Record<string, string> = {
    added: trans.__('new'),
    edited: trans.__('edited'),
    deleted: trans.__('deleted'),
    moved: trans.__('moved'),
    merged: trans.__('edited'),
    conflict: trans.__('edited')
  };
  const word = words[cell.change.replace('module_', '')] ?? '';
  return [word, sideWords(cell, trans)].filter(Boolean).join(', ');
}

/** How many findings of a module are no errors, which its state tells of. */
export function warningsOf({ findings }: Module): number {
  return findings.filter(({ severity }) => severity === 'warning').length;
}

/** Which cell: its place in the notebook, with the notebook where a module has several. */
export function cellPlace(
  { notebooks }: Module,
  { index, source }: Pick<ModuleCell, 'index' | 'source'>,
  trans: TranslationBundle
): string {
  const place =
    index === null ? trans.__('new cell') : cellNumber(index, trans);
  const name = source.split('/').pop() ?? source;
  return notebooks.length > 1 ? `${name} · ${place}` : place;
}

/** Where a finding is: notebook, cell and line. */
export function findingPlace(
  { notebook, index, line, module }: Finding,
  trans: TranslationBundle
): string {
  const parts = [notebook?.split('/').pop() ?? module];
  if (index !== null) {
    parts.push(cellNumber(index, trans));
  }
  if (line !== null) {
    parts.push(trans.__('line %1', line));
  }
  return parts.filter(Boolean).join(' · ');
}

/** People count from one. */
function cellNumber(index: number, trans: TranslationBundle): string {
  return trans.__('cell %1', index + 1);
}

/** What is asked about something that was deleted. */
export function questionWords(
  { deleted_in, names, edited }: ModuleQuestion,
  trans: TranslationBundle
): string {
  const what = names.join(', ');
  if (deleted_in === 'notebook') {
    return edited
      ? trans.__(
          '%1 was deleted in the notebook and edited in the module.',
          what
        )
      : trans.__('%1 was deleted in the notebook.', what);
  }
  return edited
    ? trans.__('%1 was deleted in the module and edited in the notebook.', what)
    : trans.__('%1 was deleted in the module.', what);
}

/** What an answer does, for its button. */
export function answerLabel(
  answer: Answer,
  question: ModuleQuestion,
  trans: TranslationBundle
): string {
  const inModule = question.deleted_in === 'module';
  switch (answer) {
    case 'delete':
      return inModule ? trans.__('Delete cell') : trans.__('Drop the edit');
    case 'unmark':
      return trans.__('Keep, no longer exported');
    case 'keep':
      return trans.__('Bring back');
  }
}

/** The ways out of a conflict, for their buttons. */
export function conflictChoices(
  trans: TranslationBundle
): readonly (readonly [Choice, string])[] {
  return [
    ['notebook', trans.__('Use notebook')],
    ['module', trans.__('Use module')],
    ['cell', trans.__('Edit in the cell')]
  ];
}
