import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of changes'),
    [
      ['↑ ↓', trans.__('Go to another change')],
      ['← →', trans.__('Fold or unfold a file')],
      [trans.__('Space'), trans.__('Stage or unstage')],
      ['Enter', trans.__('Compare with the last commit')],
      ['o', trans.__('Open the file, at the cell')],
      ['Delete', trans.__('Discard the change; it can be restored')],
      ['c', trans.__('Write the commit message')],
      ['Ctrl Enter', trans.__('Commit, from the message')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
