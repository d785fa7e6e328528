import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of checks'),
    [
      ['↑ ↓', trans.__('Go to another row')],
      ['← →', trans.__('Fold or unfold')],
      ['Enter', trans.__('Go to the cell; open the log of a job')],
      [trans.__('Space'), trans.__('Show or hide the details')],
      ['r', trans.__('Check again; run a pipeline or a job again')],
      ['R', trans.__('Run the failed jobs of a pipeline again')],
      ['c', trans.__('Cancel')],
      ['f', trans.__('Fix the finding')],
      ['l', trans.__('Open the log')],
      ['o', trans.__('Open the page of the forge')],
      ['p', trans.__('Write the verdict as commit status')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
