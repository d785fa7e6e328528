import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { ChecksClient } from '../api/checksClient';
import { CiFeed } from '../ci/feed';
import { CiModel } from '../ci/model';
import { Watch } from '../ci/watch';
import { ICi, IRepository } from '../tokens';

/** How the project that is looked at stands, live. */
export const ciPlugin: JupyterFrontEndPlugin<ICi> = {
  id: 'jupyter-mlops:ci',
  description: 'Knows how the checks stand, here and on forges.',
  autoStart: true,
  requires: [IRepository],
  provides: ICi,
  activate: (app: JupyterFrontEnd, repository: IRepository) => {
    const { events, serverSettings } = app.serviceManager;
    const model = new CiModel(new ChecksClient(serverSettings));
    new CiFeed({ model, repository, events });
    new Watch(model);
    return model;
  }
};
