import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

/** Show what another program has said, line by line. */
export async function showDetail(
  title: string,
  detail: string,
  trans: TranslationBundle
): Promise<void> {
  const body = new Widget({ node: document.createElement('pre') });
  body.addClass('mlops-Detail');
  body.node.textContent = detail;
  // A long text that scrolls has to be reachable with the keyboard.
  body.node.tabIndex = 0;
  await showDialog({
    title,
    body,
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
}
