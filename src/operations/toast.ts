import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Operation } from '../api/types';
import type { OperationsModel } from './model';
import { activity } from './words';

/** What is over sooner than this, in milliseconds, is not announced. */
const PATIENCE = 1_000;

/**
 * Shows an operation that takes its time as a notification with progress and a way to stop it.
 *
 * It goes when the operation ends.
 *
 * @param isSeen - Whether the user sees the same in the panel, so that no notification is needed.
 */
export function showProgress(
  model: OperationsModel,
  id: string,
  isSeen: () => boolean,
  trans: TranslationBundle
): void {
  let toast: string | null = null;
  let shown = '';
  const update = (): void => {
    const operation = model.running.find(each => each.id === id);
    if (!operation) {
      finish();
    } else if (toast !== null && shown !== fingerprint(operation)) {
      shown = fingerprint(operation);
      const message = activity(operation, trans);
      Notification.update({ id: toast, message, ...options(operation) });
    }
  };
  const options = ({ percent }: Operation): Notification.IOptions<null> => ({
    autoClose: false,
    ...(percent === null ? {} : { progress: percent / 100 }),
    actions: [
      {
        label: trans.__('Cancel'),
        callback: () => void model.cancel(id)
      }
    ]
  });
  const timer = setTimeout(() => {
    const operation = model.running.find(each => each.id === id);
    if (operation && !isSeen()) {
      const message = activity(operation, trans);
      toast = Notification.emit(message, 'in-progress', options(operation));
    }
  }, PATIENCE);
  const finish = (): void => {
    clearTimeout(timer);
    model.changed.disconnect(update);
    if (toast !== null) {
      Notification.dismiss(toast);
    }
  };
  model.changed.connect(update);
  update();
}

/** What of an operation is seen. */
function fingerprint({ phase, percent, prompt }: Operation): string {
  return [phase, percent, prompt?.id].join('\n');
}
