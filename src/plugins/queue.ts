import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';

import { JobsClient } from '../api/jobsClient';
import { IQueueModel, QueueModel } from '../runData/queue';

/** The queue, one for all views: asked for while one of them is looked at. */
export const queuePlugin: JupyterFrontEndPlugin<QueueModel> = {
  id: 'jupyter-mlops:queue',
  description: 'Knows what there is to do and who does it.',
  autoStart: true,
  provides: IQueueModel,
  activate: (app: JupyterFrontEnd) => {
    const { events, serverSettings } = app.serviceManager;
    return new QueueModel(new JobsClient(serverSettings), events);
  }
};
