import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IOutcome } from './outcomeWords';

/** How long what needs nobody's hand is shown, in milliseconds. */
export const BRIEFLY = 4_000;
/** How long what needs a hand is shown, in milliseconds. */
const LONGER = 8_000;

/** Tell by a notification what was done, with a way to what was not. */
export function tellOutcome(
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
