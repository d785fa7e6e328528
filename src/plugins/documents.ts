import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { Documents } from '../documents/documents';
import { IDocuments } from '../tokens';

/** The documents that are open, in as far as they are not on disk. */
export const documentsPlugin: JupyterFrontEndPlugin<IDocuments> = {
  id: 'jupyter-mlops:documents',
  description: 'Knows what of open documents is not on disk.',
  autoStart: true,
  provides: IDocuments,
  activate: (app: JupyterFrontEnd) =>
    new Documents(app.docRegistry, app.serviceManager.contents)
};
