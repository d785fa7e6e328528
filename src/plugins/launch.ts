import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { runAsJobIcon } from '../icons';
import { NotebookTarget } from '../notebookTarget';
import type { IDraft } from '../runDialog/model';
import { saveFirst } from '../saving';
import { CommandIDs, IRuns, ISettings } from '../tokens';

/** Runs a notebook as a job, from its toolbar, the menus and the palette. */
export const launchPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:launch',
  description: 'Runs a notebook as a job.',
  autoStart: true,
  requires: [IRuns, ISettings, IDocumentManager, INotebookTracker],
  optional: [IFileBrowserFactory, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    runs: IRuns,
    settings: ISettings,
    documents: IDocumentManager,
    tracker: INotebookTracker,
    browser: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const drafts = new Map<string, IDraft>();

    const target = new NotebookTarget({ app, tracker, browser });

    app.commands.addCommand(CommandIDs.runNotebook, {
      label: trans.__('Run as Job…'),
      caption: trans.__('Run as job'),
      icon: runAsJobIcon,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            path: { type: 'string' },
            kernel: { type: 'string' },
            parameters: { type: 'object' }
          }
        }
      },
      isEnabled: args => args.from === 'browser' || target.find(args) !== null,
      execute: async args => {
        const path = target.find(args);
        if (path === null) {
          return;
        }
        const policy = settings.saveBeforeRun;
        if (!(await saveFirst(documents, path, policy, trans))) {
          return;
        }
        const { askAndRun } = await import('../runDialog/dialog');
        const given = args.parameters as Record<string, unknown> | undefined;
        const kernel = args.kernel as string | undefined;
        const local = target.localPath(path);
        await askAndRun({ runs, path: local, given, kernel, drafts }, trans);
      }
    });
    tracker.currentChanged.connect(() => {
      app.commands.notifyCommandChanged(CommandIDs.runNotebook);
    });
    const category = trans.__('MLOps');
    for (const command of [CommandIDs.runNotebook, CommandIDs.showRuns]) {
      palette?.addItem({ command, category });
    }
  }
};
