import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { Again } from '../api/types';
import { tellFailure } from '../notify';
import { RunsFeed } from '../runData/feed';
import { RunPageModel } from '../runPage/model';
import { RunPage } from '../runPage/widget';
import { CommandIDs, IRuns } from '../tokens';

/** The page of a run: one for each that is opened. */
export const runPagePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:run-page',
  description: 'Shows all of one run in the main area.',
  autoStart: true,
  requires: [IRuns, IRenderMimeRegistry, IEditorLanguageRegistry],
  optional: [ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    runs: IRuns,
    rendermime: IRenderMimeRegistry,
    languages: IEditorLanguageRegistry,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands, shell, serviceManager } = app;
    const tracker = new WidgetTracker<RunPage>({ namespace: 'mlops-run' });

    const open = (id: string, again: Again | null = null): RunPage => {
      const known = tracker.find(each => each.model.id === id);
      const widget = known ?? make(id, again);
      if (!known) {
        void tracker.add(widget);
        shell.add(widget, 'main', { type: 'Run' });
      }
      shell.activateById(widget.id);
      return widget;
    };
    const make = (id: string, again: Again | null): RunPage => {
      const model = new RunPageModel(runs.client, id, again);
      const feed = new RunsFeed(model, serviceManager.events);
      const parts = { rendermime, languages, commands, trans };
      const widget = new RunPage({ model, feed, ...parts });
      widget.id = `mlops-run-page-${id}`;
      void model.refresh();
      return widget;
    };

    const args = {
      args: { type: 'object', properties: { id: { type: 'string' } } }
    };
    commands.addCommand(CommandIDs.openRun, {
      label: trans.__('Open Run'),
      describedBy: args,
      execute: ({ id }) =>
        typeof id === 'string' && id !== '' ? open(id) : undefined
    });
    commands.addCommand(CommandIDs.runExactlyAgain, {
      label: trans.__('Run Again Exactly'),
      caption: trans.__('Same code, uncommitted changes and parameters'),
      describedBy: args,
      execute: async ({ id }) => {
        if (typeof id !== 'string') {
          return;
        }
        const title = trans.__('The run could not be repeated.');
        await tellFailure(title, async () => {
          const again = await runs.client.again(id);
          open(again.run.id, again);
        });
      }
    });
    void restorer?.restore(tracker, {
      command: CommandIDs.openRun,
      args: ({ model }) => ({ id: model.id }),
      name: ({ model }) => model.id
    });
  }
};
