import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { MainAreaWidget, Notification } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { textEditorIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';

import { notebookName } from '../format';
import { tellFailure } from '../notify';
import { RunsModel } from '../runs/model';
import { CommandIDs, IRuns } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  documents: IDocumentManager;
  model: RunsModel;
  trans: TranslationBundle;
}

/** What can be done to a run. */
export const runCommandsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:run-commands',
  description: 'Opens, cancels, repeats and deletes runs.',
  autoStart: true,
  requires: [IRuns, IDocumentManager],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    runs: IRuns,
    documents: IDocumentManager,
    translator: ITranslator | null
  ) => {
    if (!(runs instanceof RunsModel)) {
      return;
    }
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const context = { app, documents, model: runs, trans };
    addRunCommand(context, CommandIDs.openOutput, {
      label: trans.__('Open Output of Run'),
      act: id => openRunOutput(context, id)
    });
    addRunCommand(context, CommandIDs.openLog, {
      label: trans.__('Open Log of Run'),
      act: id => openLog(context, id)
    });
    addRunCommand(context, CommandIDs.cancelRun, {
      label: trans.__('Cancel Run'),
      act: id => cancel(context, id)
    });
    addRunCommand(context, CommandIDs.deleteRun, {
      label: trans.__('Delete Run'),
      act: id => {
        remove(context, id);
      }
    });
    addRunCommand(context, CommandIDs.runAgain, {
      label: trans.__('Run Again'),
      act: (id, args) => runAgain(context, id, args.ask === true)
    });
  }
};

type Args = Parameters<CommandRegistry.ICommandOptions['execute']>[0];

/** Add a command that acts on the run named by `id`, or else on the one selected in the panel. */
function addRunCommand(
  { app, model }: IContext,
  command: string,
  options: {
    label: string;
    act: (id: string, args: Args) => void | Promise<void>;
  }
): void {
  const target = (args: Args): string | null =>
    typeof args.id === 'string' ? args.id : model.activeId;
  app.commands.addCommand(command, {
    label: options.label,
    isEnabled: args => target(args) !== null,
    describedBy: {
      args: { type: 'object', properties: { id: { type: 'string' } } }
    },
    execute: async args => {
      const id = target(args);
      if (id !== null) {
        await options.act(id, args);
      }
    }
  });
}

async function openRunOutput(context: IContext, id: string): Promise<void> {
  const { documents, model, trans } = context;
  await tellFailure(trans.__('The output could not be opened.'), async () => {
    const run = await model.find(id);
    const { openOutput } = await import('../outputs/open');
    if (!(await openOutput(documents, run))) {
      throw new Error(
        trans.__('It lies outside of the folders that this server shows.')
      );
    }
  });
}

async function openLog(context: IContext, id: string): Promise<void> {
  const { app, model, trans } = context;
  const widgetId = `mlops-log-${id}`;
  const open = [...app.shell.widgets('main')].find(
    each => each.id === widgetId
  );
  if (!open) {
    const { LogWidget } = await import('../runLog/widget');
    const run = await tellFailure(
      trans.__('The log could not be opened.'),
      () => model.find(id)
    );
    if (!run) {
      return;
    }
    const { client } = model;
    const content = new LogWidget({ client, runId: id, trans });
    const widget = new MainAreaWidget({ content });
    widget.id = widgetId;
    widget.toolbar.hide();
    widget.title.label = trans.__('Log of %1', notebookName(run.path));
    widget.title.icon = textEditorIcon;
    widget.title.closable = true;
    app.shell.add(widget, 'main', { type: 'Run Log' });
  }
  app.shell.activateById(widgetId);
}

async function cancel({ model, trans }: IContext, id: string): Promise<void> {
  await tellFailure(trans.__('The run could not be cancelled.'), () =>
    model.cancel(id)
  );
}

/** Delete a run; the toast takes it back. */
function remove({ model, trans }: IContext, id: string): void {
  const removal = model.remove(id);
  const toast = Notification.info(
    trans.__('Run deleted. Its executed notebook stays.'),
    {
      autoClose: 5000,
      actions: [
        { label: trans.__('Undo'), callback: () => void removal.undo() }
      ]
    }
  );
  void tellFailure(trans.__('The run could not be deleted.'), async () => {
    await removal.done;
    Notification.dismiss(toast);
  });
}

async function runAgain(
  { app, model, trans }: IContext,
  id: string,
  ask: boolean
): Promise<void> {
  const title = trans.__('The notebook could not be run again.');
  await tellFailure(title, async () => {
    const { path, kernel, parameters } = await model.find(id);
    if (ask) {
      const args = { path, kernel, parameters: parameters as Args };
      await app.commands.execute(CommandIDs.runNotebook, args);
    } else {
      await model.start({ path, kernel, parameters });
    }
  });
}
