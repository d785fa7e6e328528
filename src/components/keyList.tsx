import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/**
 * Show in a dialog what keys do.
 *
 * @param title - Where they do it.
 * @param keys - What is printed on them, and what they do.
 */
export async function showKeyList(
  title: string,
  keys: readonly (readonly [string, string])[],
  trans: TranslationBundle
): Promise<void> {
  await showDialog({
    title,
    body: ReactWidget.create(
      <dl className="mlops-Keys">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    ),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
}
