import type { TranslationBundle } from '@jupyterlab/translation';

import type { PickerModel } from './model';

type Mode = PickerModel['mode'];

/** What the list is for. */
export function heading(mode: Mode, trans: TranslationBundle): string {
  return mode === 'switch'
    ? trans.__('Switch branch')
    : trans.__('Name of the new branch');
}

/** What to type. */
export function placeholder(mode: Mode, trans: TranslationBundle): string {
  return mode === 'switch'
    ? trans.__('Switch to a branch, or name a new one')
    : trans.__('Name of the new branch');
}

/** Why the typed name does not do; empty where it does. */
export function problemText(
  model: PickerModel,
  trans: TranslationBundle
): string {
  switch (model.problem) {
    case 'exists':
      return trans.__('There is a branch of that name.');
    case 'name':
      return trans.__(
        'Git has no branches of that name: no spaces, no “..”, none of ~ ^ : ? * [ \\.'
      );
    default:
      return '';
  }
}
