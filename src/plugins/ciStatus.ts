import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CiStatusItem } from '../ci/statusItem';
import { ICi } from '../tokens';

/** What is said of HEAD, in the status bar. */
export const ciStatusPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:ci-status',
  description: 'Shows in the status bar what checks say.',
  autoStart: true,
  requires: [ICi],
  optional: [IStatusBar, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    ci: ICi,
    statusBar: IStatusBar | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    statusBar?.registerStatusItem(ciStatusPlugin.id, {
      item: new CiStatusItem({ ci, commands, trans }),
      align: 'left',
      rank: 4.5,
      isActive: () => ci.run !== null || (ci.remote?.remotes.length ?? 0) > 0,
      activeStateChanged: ci.changed
    });
  }
};
