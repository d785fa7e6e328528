import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of runs'),
    [
      ['↑ ↓', trans.__('Go to another run')],
      ['Enter', trans.__('Open the output, at the failed cell')],
      [trans.__('Space'), trans.__('Unfold or fold')],
      ['Delete', trans.__('Cancel an active run, delete another')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
