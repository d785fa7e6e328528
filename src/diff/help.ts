import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in a diff. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in a diff'),
    [
      ['N', trans.__('Go to the next change')],
      ['P', trans.__('Go to the previous change')],
      ['G', trans.__('Go to the cell in the notebook')],
      ['R', trans.__('Put the cell back to what it was')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
