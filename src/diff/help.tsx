import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/** Show what the keys do in a diff. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  const keys: [string, string][] = [
    ['N', trans.__('Go to the next change')],
    ['P', trans.__('Go to the previous change')],
    ['G', trans.__('Go to the cell in the notebook')],
    ['R', trans.__('Put the cell back to what it was')],
    ['?', trans.__('Show these keys')]
  ];
  await showDialog({
    title: trans.__('Keys in a diff'),
    body: ReactWidget.create(<Keys keys={keys} />),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
}

function Keys({ keys }: { keys: [string, string][] }): React.JSX.Element {
  return (
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
  );
}
