import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';

import { GitClient } from '../api/gitClient';
import { RepositoryFeed } from '../repository/feed';
import { Following } from '../repository/following';
import { RepositoryModel } from '../repository/model';
import { IRepository } from '../tokens';

/** The repository that is looked at. */
export const repositoryPlugin: JupyterFrontEndPlugin<IRepository> = {
  id: 'jupyter-mlops:repository',
  description: 'Knows the repository around what is looked at, live.',
  autoStart: true,
  requires: [IDocumentManager],
  optional: [IDefaultFileBrowser],
  provides: IRepository,
  activate: (
    app: JupyterFrontEnd,
    documents: IDocumentManager,
    browser: IDefaultFileBrowser | null
  ) => {
    const { contents, events, serverSettings } = app.serviceManager;
    const model = new RepositoryModel(new GitClient(serverSettings));
    new RepositoryFeed(model, events, contents);
    // The layout's documents come back one by one: only the last of them is looked at.
    void app.restored.then(() => {
      new Following({ app, documents, browser, model });
    });
    return model;
  }
};
