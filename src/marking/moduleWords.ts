import type { TranslationBundle } from '@jupyterlab/translation';

import type { Module } from '../api/types';
import { fileOf } from './targets';

/** What helps a module on, where one step does. */
export type Step = 'export' | 'sync' | 'show' | null;

/** How a module stands, for a line of text, and what to do about it. */
export function standing(
  { state, changes }: Module,
  trans: TranslationBundle
): { text: string; step: Step } {
  const count = changes.length;
  switch (state) {
    case 'in_step':
      return { text: trans.__('in step'), step: null };
    case 'new':
    case 'notebook_ahead':
      return {
        text: trans._n(
          'the notebook is %1 cell ahead',
          'the notebook is %1 cells ahead',
          Math.max(1, count)
        ),
        step: 'export'
      };
    case 'module_ahead':
      return {
        text: trans._n(
          '%1 cell edited here',
          '%1 cells edited here',
          Math.max(1, count)
        ),
        step: 'sync'
      };
    case 'both_ahead':
      return { text: trans.__('edited here and there'), step: 'sync' };
    case 'conflict':
      return { text: trans.__('conflict'), step: 'show' };
    case 'asks':
      return { text: trans.__('something was deleted'), step: 'show' };
    case 'orphaned':
      return { text: trans.__('no longer exported'), step: 'show' };
    case 'foreign':
      return { text: trans.__('written by hand'), step: 'show' };
    default:
      return { text: trans.__('a cell has an error'), step: 'show' };
  }
}

/** Whether a sync alone brings a module in step again. */
export function canSync({ state }: Module): boolean {
  return state === 'module_ahead' || state === 'both_ahead';
}

/** Why a module was not written, as a sentence. */
export function whyHeldBack(module: Module, trans: TranslationBundle): string {
  const file = fileOf(module.name);
  const [error] = module.findings.filter(each => each.severity === 'error');
  switch (module.state) {
    case 'module_ahead':
    case 'both_ahead':
      return trans.__('%1 has edits that are not in the notebook yet.', file);
    case 'conflict':
      return trans.__('%1 and the notebook were edited in one place.', file);
    case 'asks':
      return trans.__('Something was deleted that %1 still has.', file);
    case 'foreign':
      return trans.__('%1 was written by hand and stays as it is.', file);
    default:
      return error
        ? trans.__('%1 was not exported: %2', file, error.message)
        : trans.__('%1 was not exported.', file);
  }
}
