import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { tellFailure } from '../notify';
import { RunsFeed } from '../runData/feed';
import { IQueueModel } from '../runData/queue';
import type { QueueModel } from '../runData/queue';
import { RunsModel } from '../runs/model';
import { CommandIDs, IJobsView, IRuns } from '../tokens';

/** The table of runs, a tab of *Jobs*. */
export const runTablePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:run-table',
  description: 'Lists all runs in the view of jobs.',
  autoStart: true,
  requires: [IJobsView, IRuns, IQueueModel],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    jobs: IJobsView,
    runs: IRuns,
    queue: QueueModel,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    if (runs instanceof RunsModel) {
      jobs.addTab({
        id: 'runs',
        label: trans.__('Runs'),
        rank: 10,
        create: () => make(app, runs, queue, trans)
      });
    }
    addCancelCommand(app, runs, trans);
  }
};

async function make(
  app: JupyterFrontEnd,
  runs: RunsModel,
  queue: QueueModel,
  trans: TranslationBundle
): Promise<Widget> {
  const [{ RunTable }, { RunTableModel }] = await Promise.all([
    import('../runTable/body'),
    import('../runTable/model')
  ]);
  const { commands, serviceManager } = app;
  const model = new RunTableModel(runs.client, id => runs.remove(id));
  const feed = new RunsFeed(model, serviceManager.events);
  void model.refresh();
  return new RunTable({ model, queue, commands, trans, feed });
}

/** Stop many runs: named, or all that a filter, a job or a sweep leaves. */
function addCancelCommand(
  app: JupyterFrontEnd,
  runs: IRuns,
  trans: TranslationBundle
): void {
  const text = { type: 'string' };
  app.commands.addCommand(CommandIDs.cancelRuns, {
    label: trans.__('Cancel Runs'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          ids: { type: 'array', items: text },
          filter: text,
          job: text,
          sweep: text
        }
      }
    },
    // Nothing named would be everything: that is asked for in the table only.
    isEnabled: args => Object.keys(args).length > 0,
    execute: args =>
      tellFailure(trans.__('The runs could not be cancelled.'), () =>
        runs.client.cancelMany(args)
      )
  });
}
