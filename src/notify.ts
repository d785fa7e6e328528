import { Notification } from '@jupyterlab/apputils';

import { asApiError } from './api/errors';

/**
 * Do something, and tell of its failure instead of throwing.
 *
 * @param title - What did not work, as a sentence.
 * @param act - What to do.
 * @returns The result; undefined where it failed.
 */
export async function tellFailure<T>(
  title: string,
  act: () => Promise<T>
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    const { message, hint } = asApiError(error);
    Notification.error([title, message, hint].filter(Boolean).join(' '), {
      autoClose: 8000
    });
    return undefined;
  }
}
