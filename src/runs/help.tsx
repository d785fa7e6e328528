import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  const keys: [string, string][] = [
    ['↑ ↓', trans.__('Go to another run')],
    ['Enter', trans.__('Open the output, at the failed cell')],
    [trans.__('Space'), trans.__('Unfold or fold')],
    ['Delete', trans.__('Cancel an active run, delete another')],
    ['/', trans.__('Filter')],
    ['Esc', trans.__('Go back one step')],
    ['?', trans.__('Show these keys')]
  ];
  await showDialog({
    title: trans.__('Keys in the list of runs'),
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
