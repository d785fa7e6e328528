import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ChangesModel } from './model';

/** Tell of changes of the index that were refused, and offer what can be done. */
export function tellRefusals(
  model: ChangesModel,
  trans: TranslationBundle
): void {
  model.refused.connect((_, { error, wishes }) => {
    const text = [error.message, error.hint].filter(Boolean).join(' ');
    const isLarge = error.code === 'large_file';
    Notification.error(text, {
      autoClose: isLarge ? false : 8000,
      actions: isLarge
        ? [
            {
              label: trans.__('Stage anyway'),
              callback: () => void model.wishLarge(wishes)
            }
          ]
        : []
    });
  });
}
