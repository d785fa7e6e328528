import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  const keys: [string, string][] = [
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
  ];
  await showDialog({
    title: trans.__('Keys in the list of changes'),
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
