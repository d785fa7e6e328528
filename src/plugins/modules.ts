import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { ModulesClient } from '../api/modulesClient';
import { ModulesFeed } from '../modules/feed';
import { ModulesModel } from '../modules/model';
import { IDocuments, IModules, IRepository } from '../tokens';

/** The modules that notebooks export to, live. */
export const modulesPlugin: JupyterFrontEndPlugin<IModules> = {
  id: 'jupyter-mlops:modules',
  description: 'Knows the modules of the project that is looked at, live.',
  autoStart: true,
  requires: [IRepository, IDocuments],
  provides: IModules,
  activate: (
    app: JupyterFrontEnd,
    repository: IRepository,
    documents: IDocuments
  ) => {
    const { events, serverSettings } = app.serviceManager;
    const model = new ModulesModel(
      new ModulesClient(serverSettings),
      documents
    );
    new ModulesFeed({ model, repository, documents, events });
    return model;
  }
};
