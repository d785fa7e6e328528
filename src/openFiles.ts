import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IDocuments } from './tokens';

/** Whether a contents path lies in a folder, or is it; the root (empty) holds all. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Save what is open in a repository, before git writes its files.
 *
 * An unsaved document would stand against the new file, and one of the two would be lost.
 *
 * @param verb - What is done afterwards, for the button: `Save and …`.
 * @returns Whether to go on.
 */
export async function saveBefore(
  documents: IDocuments,
  repository: string,
  verb: string,
  trans: TranslationBundle
): Promise<boolean> {
  const dirty = documents.dirty().filter(path => isWithin(path, repository));
  if (dirty.length === 0) {
    return true;
  }
  const result = await showDialog({
    title: trans._n(
      '%1 file has unsaved changes',
      '%1 files have unsaved changes',
      dirty.length
    ),
    body: dirty.slice(0, 8).join(', ') + (dirty.length > 8 ? ' …' : ''),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: verb })
    ]
  });
  if (!result.button.accept) {
    return false;
  }
  for (const path of dirty) {
    await documents.save(path);
  }
  const left = new Set(documents.dirty());
  // JupyterLab has said why where that failed.
  return !dirty.some(path => left.has(path));
}

/** Read the open documents of a repository again, after git wrote its files. */
export async function reloadOpen(
  app: JupyterFrontEnd,
  manager: IDocumentManager,
  documents: IDocuments,
  repository: string
): Promise<void> {
  const { contents } = app.serviceManager;
  const open = new Set<string>();
  for (const widget of app.shell.widgets('main')) {
    const context = manager.contextForWidget(widget);
    if (context) {
      open.add(contents.localPath(context.path));
    }
  }
  const paths = [...open].filter(path => isWithin(path, repository));
  await Promise.all(paths.map(path => documents.reload(path)));
}
