import type { TranslationBundle } from '@jupyterlab/translation';

import { showKeyList } from '../components/keyList';

/** Show what the keys do in the table. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the table of runs'),
    [
      ['↑ ↓', trans.__('Go to another run')],
      ['Enter', trans.__('Open the page of the run')],
      [trans.__('Space'), trans.__('Tick')],
      [trans.__('Shift ↑ ↓'), trans.__('Tick all on the way')],
      [trans.__('Ctrl A'), trans.__('Tick all that are loaded')],
      ['→ ←', trans.__('Unfold or fold a sweep')],
      ['L', trans.__('Label what is ticked')],
      ['Delete', trans.__('Cancel what runs, delete what has ended')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
