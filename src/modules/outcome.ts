import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Exported, Synced } from '../api/types';
import { exportWords, syncWords } from './outcomeWords';
import type { IOutcome } from './outcomeWords';

/** How long what needs nobody's hand is shown, in milliseconds. */
const BRIEFLY = 4_000;
/** How long what needs a hand is shown, in milliseconds. */
const LONGER = 8_000;

/** Tell what an export has done. */
export function tellExported(
  reply: Exported,
  trans: TranslationBundle,
  show: () => void
): void {
  tell(exportWords(reply, trans), trans, show);
}

/** Tell what a sync has done. */
export function tellSynced(
  reply: Synced,
  trans: TranslationBundle,
  show: () => void
): void {
  tell(syncWords(reply, trans), trans, show);
}

function tell(
  { done, left }: IOutcome,
  trans: TranslationBundle,
  show: () => void
): void {
  if (left === '') {
    Notification.success(done, { autoClose: BRIEFLY });
    return;
  }
  Notification.warning([done, left].filter(Boolean).join(' '), {
    autoClose: LONGER,
    actions: [{ label: trans.__('Show'), callback: show }]
  });
}
