import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';

import { linkTo } from '../addresses';
import type { Client } from '../api/client';
import type { JobsClient } from '../api/jobsClient';
import type { Sweep } from '../api/types';
import { openMenu } from '../components/menu';
import { tellFailure } from '../notify';
import type { IRemoval } from '../runData/removals';
import { CommandIDs } from '../tokens';
import type { ISweepsActions } from './list';
import { SweepsModel } from './model';
import type { ISweepActions } from './pageHeader';
import { SweepPageModel } from './pageModel';
import { SweepPageWidget } from './pageWidget';
import { toCsv } from './table';
import { SweepsWidget } from './widget';

/** What sweeps are shown with. */
export interface ISweepContext {
  app: JupyterFrontEnd;
  client: Client;
  jobs: JobsClient;
  trans: TranslationBundle;
}

/** Make the tab of *Jobs*. */
export function makeSweepsTab(context: ISweepContext): SweepsWidget {
  const { app, client, jobs, trans } = context;
  const model = new SweepsModel(jobs);
  const actions: ISweepsActions = {
    open: ({ id }) => {
      model.activeId = id;
      void app.commands.execute(CommandIDs.openSweep, { id });
    },
    stop: ({ id }) => {
      void stop(trans, async () => {
        const { cancelled } = await client.cancelMany({ sweep: id });
        await model.refresh();
        return cancelled;
      });
    },
    remove: sweep => {
      remove(trans, sweep, model.remove(sweep.id));
    }
  };
  return new SweepsWidget({
    model,
    events: app.serviceManager.events,
    actions,
    sweep: () => {
      void app.commands.execute(CommandIDs.sweepNotebook);
    },
    trans
  });
}

/** Make the page of a sweep. */
export function makeSweepPage(
  context: ISweepContext,
  rendermime: IRenderMimeRegistry,
  id: string
): SweepPageWidget {
  const { app, client, jobs, trans } = context;
  const model = new SweepPageModel(client, jobs, id);
  return new SweepPageWidget({
    model,
    rendermime,
    events: app.serviceManager.events,
    actions: pageActions(context, model),
    trans
  });
}

function pageActions(
  { app, trans }: ISweepContext,
  model: SweepPageModel
): ISweepActions {
  const { commands } = app;
  return {
    stop: () => {
      void stop(trans, () => model.stop());
    },
    setObjective: objective => {
      const title = trans.__('What is best could not be set.');
      void tellFailure(title, () => model.setObjective(objective));
    },
    openNotebook: () => {
      const path = model.sweep?.path ?? '';
      void commands.execute('docmanager:open', { path });
    },
    openRun: id => {
      void commands.execute(CommandIDs.openRun, { id });
    },
    openMenu: (x, y) => {
      const items = [
        {
          label: trans.__('Export CSV'),
          execute: () => {
            exportCsv(model);
          }
        },
        {
          label: trans.__('Copy Link'),
          execute: () => {
            void navigator.clipboard.writeText(linkTo(`sweep/${model.id}`));
          }
        }
      ];
      openMenu(items, x, y);
    }
  };
}

/** Stop what has not ended, and say how much that was. */
async function stop(
  trans: TranslationBundle,
  act: () => Promise<number>
): Promise<void> {
  const title = trans.__('The runs could not be stopped.');
  const count = await tellFailure(title, act);
  if (count !== undefined) {
    Notification.info(trans._n('%1 run stopped.', '%1 runs stopped.', count), {
      autoClose: 4000
    });
  }
}

/** Delete a sweep; the toast takes it back. */
function remove(
  trans: TranslationBundle,
  { name }: Sweep,
  removal: IRemoval
): void {
  const toast = Notification.info(
    trans.__('%1 deleted. Its runs stay.', name),
    {
      autoClose: 5000,
      actions: [
        { label: trans.__('Undo'), callback: () => void removal.undo() }
      ]
    }
  );
  void tellFailure(trans.__('%1 could not be deleted.', name), async () => {
    await removal.done;
    Notification.dismiss(toast);
  });
}

/** Hand the table to other tools, as a file. */
function exportCsv({ sweep, runs, metrics }: SweepPageModel): void {
  const text = toCsv(runs, sweep?.names ?? [], metrics);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${sweep?.name ?? 'sweep'}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
