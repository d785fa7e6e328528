import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Module } from '../api/types';
import { fileName } from './words';

/** Ask whether a file that no notebook made may be replaced. */
export async function confirmReplace(
  module: Module,
  trans: TranslationBundle
): Promise<boolean> {
  const name = fileName(module);
  const { button } = await showDialog({
    title: trans.__('Replace %1?', name),
    body: trans.__(
      'No notebook made this file. The export writes the marked cells in its place; what is in it now and in no cell is gone from it.'
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Replace %1', name) })
    ],
    // Enter must not be enough.
    defaultButton: 0
  });
  return button.accept;
}
