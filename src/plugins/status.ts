import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { StatusItem } from '../repository/statusItem';
import { IRepository } from '../tokens';

/** Branch and sync state in the status bar. */
export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:status',
  description: 'Shows the branch in the status bar.',
  autoStart: true,
  requires: [IRepository],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    repository: IRepository,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    statusBar?.registerStatusItem(statusPlugin.id, {
      item: new StatusItem({ repository, commands, trans }),
      align: 'left',
      rank: 4,
      isActive: () => Boolean(repository.status?.repository),
      activeStateChanged: repository.changed
    });
  }
};
