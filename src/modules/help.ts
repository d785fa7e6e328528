import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of modules'),
    [
      ['↑ ↓', trans.__('Go to another row')],
      ['← →', trans.__('Fold or unfold a module, or the difference of a cell')],
      ['Enter', trans.__('Open the module; go to the cell')],
      [trans.__('Space'), trans.__('Show or hide what differs')],
      ['o', trans.__('Open the module, at the cell')],
      ['e', trans.__('Export the module')],
      ['s', trans.__('Sync the module')],
      ['1 2 3', trans.__('Choose a way out of a conflict or question')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
