import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { GitClient } from '../api/gitClient';
import { RepositoryFeed } from '../repository/feed';
import { Following } from '../repository/following';
import { RepositoryLine } from '../repository/line';
import { RepositoryModel } from '../repository/model';
import { IMlopsPanel, IRepository } from '../tokens';

/** The repository that is looked at, and its line at the top of the panel. */
export const repositoryPlugin: JupyterFrontEndPlugin<IRepository> = {
  id: 'jupyter-mlops:repository',
  description: 'Knows the repository around what is looked at, live.',
  autoStart: true,
  requires: [IMlopsPanel, IDocumentManager],
  optional: [IDefaultFileBrowser, ITranslator],
  provides: IRepository,
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    documents: IDocumentManager,
    browser: IDefaultFileBrowser | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { contents, events, serverSettings } = app.serviceManager;
    const model = new RepositoryModel(new GitClient(serverSettings));
    new RepositoryFeed(model, events, contents);
    const { commands } = app;
    panel.widget.header.insertWidget(
      0,
      new RepositoryLine({ model, commands, trans })
    );
    // The layout's documents come back one by one: only the last of them is looked at.
    void app.restored.then(() => {
      new Following({ app, documents, browser, model });
    });
    return model;
  }
};
