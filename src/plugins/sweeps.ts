import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  MainAreaWidget,
  WidgetTracker
} from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { setAddress } from '../addresses';
import { JobsClient } from '../api/jobsClient';
import { NotebookTarget } from '../notebookTarget';
import { saveFirst } from '../saving';
import { sweepIcon } from '../scheduleIcons';
import type { ISweepDraft } from '../sweepDialog/draft';
import type { ISweepContext } from '../sweeps/actions';
import type { SweepPageWidget } from '../sweeps/pageWidget';
import {
  CommandIDs,
  IJobsView,
  IRepository,
  IRuns,
  ISettings
} from '../tokens';

/** Runs notebooks over spaces of parameters, and shows how that goes. */
export const sweepsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:sweeps',
  description: 'Runs notebooks over spaces of parameters.',
  autoStart: true,
  requires: [
    IRuns,
    ISettings,
    IDocumentManager,
    INotebookTracker,
    IRenderMimeRegistry
  ],
  optional: [
    IJobsView,
    IRepository,
    IFileBrowserFactory,
    ILayoutRestorer,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    runs: IRuns,
    settings: ISettings,
    documents: IDocumentManager,
    tracker: INotebookTracker,
    rendermime: IRenderMimeRegistry,
    view: IJobsView | null,
    repository: IRepository | null,
    browser: IFileBrowserFactory | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    const jobs = new JobsClient(app.serviceManager.serverSettings);
    const context: ISweepContext = { app, client: runs.client, jobs, trans };
    const target = new NotebookTarget({ app, tracker, browser });
    const drafts = new Map<string, ISweepDraft>();

    commands.addCommand(CommandIDs.sweepNotebook, {
      label: trans.__('Sweep Parameters…'),
      caption: trans.__('Run the notebook over a space of parameters'),
      icon: sweepIcon,
      describedBy: {
        args: { type: 'object', properties: { path: { type: 'string' } } }
      },
      execute: async args => {
        const path = await target.findOrAsk(args, documents, trans, translator);
        const policy = settings.saveBeforeRun;
        if (
          path === null ||
          !(await saveFirst(documents, path, policy, trans))
        ) {
          return;
        }
        const { askAndSweep } = await import('../sweepDialog/dialog');
        const sweep = await askAndSweep({
          client: runs.client,
          jobs,
          git: repository?.client ?? null,
          path: target.localPath(path),
          drafts,
          trans
        });
        if (sweep) {
          await commands.execute(CommandIDs.openSweep, { id: sweep.id });
        }
      }
    });
    addPages(context, rendermime, restorer);
    palette?.addItem({
      command: CommandIDs.sweepNotebook,
      category: trans.__('MLOps')
    });
    view?.addTab({
      id: 'sweeps',
      label: trans.__('Sweeps'),
      rank: 30,
      create: async () => {
        const { makeSweepsTab } = await import('../sweeps/actions');
        return makeSweepsTab(context);
      }
    });
  }
};

/** A page for each sweep that is opened, there again after a reload. */
function addPages(
  context: ISweepContext,
  rendermime: IRenderMimeRegistry,
  restorer: ILayoutRestorer | null
): void {
  const { app, trans } = context;
  const namespace = 'mlops-sweep';
  const tracker = new WidgetTracker<MainAreaWidget<SweepPageWidget>>({
    namespace
  });
  const open = async (id: string): Promise<void> => {
    const widgetId = `${namespace}-page-${id}`;
    if (!tracker.find(each => each.id === widgetId)) {
      const { makeSweepPage } = await import('../sweeps/actions');
      const content = makeSweepPage(context, rendermime, id);
      const widget = new MainAreaWidget({ content });
      widget.id = widgetId;
      widget.toolbar.hide();
      widget.title.label = trans.__('Sweep');
      widget.title.icon = sweepIcon;
      widget.title.closable = true;
      setAddress(widget, `sweep/${id}`);
      void tracker.add(widget);
      app.shell.add(widget, 'main', { type: 'Sweep' });
    }
    app.shell.activateById(widgetId);
  };
  app.commands.addCommand(CommandIDs.openSweep, {
    label: trans.__('Open Sweep'),
    describedBy: {
      args: { type: 'object', properties: { id: { type: 'string' } } }
    },
    isVisible: args => typeof args.id === 'string',
    execute: ({ id }) =>
      typeof id === 'string' && id !== '' ? open(id) : undefined
  });
  void restorer?.restore(tracker, {
    command: CommandIDs.openSweep,
    args: ({ content }) => ({ id: content.sweepId }),
    name: ({ content }) => content.sweepId
  });
}
