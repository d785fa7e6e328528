import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';

import { notebookName } from './format';
import type { ISettings } from './tokens';

/**
 * See to it that what is run is what is meant: a run reads the saved notebook.
 *
 * @returns Whether to go on.
 */
export async function saveFirst(
  documents: IDocumentManager,
  path: string,
  policy: ISettings['saveBeforeRun'],
  trans: TranslationBundle
): Promise<boolean> {
  const widget = documents.findWidget(path, 'Notebook');
  const context = widget && documents.contextForWidget(widget);
  if (!context?.model.dirty || policy === 'never') {
    return true;
  }
  const answer = policy === 'always' ? 'save' : await ask(path, trans);
  if (answer === 'save') {
    await context.save();
    // JupyterLab has said why where that failed.
    return !context.model.dirty;
  }
  return answer === 'run';
}

async function ask(
  path: string,
  trans: TranslationBundle
): Promise<'save' | 'run' | 'cancel'> {
  const result = await showDialog({
    title: trans.__('%1 has unsaved changes', notebookName(path)),
    body: trans.__('A job runs the notebook as it was saved last.'),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.createButton({
        label: trans.__('Run saved version'),
        // One button is the primary one.
        accept: false
      }),
      Dialog.okButton({ label: trans.__('Save and run'), accept: true })
    ],
    defaultButton: 2
  });
  switch (result.button.label) {
    case trans.__('Save and run'):
      return 'save';
    case trans.__('Run saved version'):
      return 'run';
    default:
      return 'cancel';
  }
}
