import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { JobsClient } from '../api/jobsClient';
import type { Job } from '../api/types';
import { NotebookTarget } from '../notebookTarget';
import { tellFailure } from '../notify';
import type { IJobDraft } from '../scheduleDialog/draft';
import { scheduleIcon } from '../scheduleIcons';
import type { SchedulesModel } from '../schedules/model';
import type { IJobActions } from '../schedules/row';
import { CommandIDs, IJobsView, IRepository, IRuns } from '../tokens';
import { formatUntil } from '../untilFormat';

interface IContext {
  app: JupyterFrontEnd;
  runs: IRuns;
  client: JobsClient;
  repository: IRepository | null;
  view: IJobsView | null;
  drafts: Map<string, IJobDraft>;
  trans: TranslationBundle;
}

/** Schedules notebooks, and shows the schedules as a tab of *Jobs*. */
export const schedulesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:schedules',
  description: 'Schedules notebooks and shows how that goes.',
  autoStart: true,
  requires: [IRuns, IDocumentManager, INotebookTracker],
  optional: [
    IJobsView,
    IRepository,
    IFileBrowserFactory,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    runs: IRuns,
    documents: IDocumentManager,
    tracker: INotebookTracker,
    view: IJobsView | null,
    repository: IRepository | null,
    browser: IFileBrowserFactory | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const client = new JobsClient(app.serviceManager.serverSettings);
    const drafts = new Map<string, IJobDraft>();
    const context = { app, runs, client, repository, view, drafts, trans };
    const target = new NotebookTarget({ app, tracker, browser });

    app.commands.addCommand(CommandIDs.scheduleNotebook, {
      label: trans.__('Schedule…'),
      caption: trans.__('Schedule the notebook'),
      icon: scheduleIcon,
      describedBy: {
        args: { type: 'object', properties: { path: { type: 'string' } } }
      },
      execute: async args => {
        const path = await target.findOrAsk(args, documents, trans, translator);
        if (path !== null) {
          await ask(context, target.localPath(path), null);
        }
      }
    });
    app.commands.addCommand(CommandIDs.editJob, {
      label: trans.__('Change Schedule…'),
      describedBy: {
        args: { type: 'object', properties: { id: { type: 'string' } } }
      },
      isVisible: args => typeof args.id === 'string',
      execute: args =>
        typeof args.id === 'string' ? edit(context, args.id) : null
    });
    palette?.addItem({
      command: CommandIDs.scheduleNotebook,
      category: trans.__('MLOps')
    });
    view?.addTab({
      id: 'schedules',
      label: trans.__('Schedules'),
      rank: 20,
      create: () => makeTab(context)
    });
  }
};

/** Ask for a job of a notebook, or for what another one is to be. */
async function ask(
  context: IContext,
  path: string,
  job: Job | null
): Promise<Job | null> {
  const { runs, client, repository, drafts, trans } = context;
  const { askAndSchedule } = await import('../scheduleDialog/dialog');
  const saved = await askAndSchedule({
    client: runs.client,
    jobs: client,
    git: repository?.client ?? null,
    path,
    job,
    drafts,
    trans
  });
  if (saved && !job) {
    tell(context, saved);
  }
  return saved;
}

/** Tell that a job was made, and when it runs. */
function tell({ view, trans }: IContext, { name, next_at }: Job): void {
  const text = next_at
    ? trans.__('%1 runs %2.', name, formatUntil(next_at, Date.now(), trans))
    : trans.__('%1 is saved.', name);
  const show = {
    label: trans.__('Show schedules'),
    callback: () => void view?.show('schedules')
  };
  Notification.success(text, { actions: view ? [show] : [], autoClose: 6000 });
}

/** Change a job where it is defined. */
async function edit(context: IContext, id: string): Promise<Job | null> {
  const { app, client, trans } = context;
  const title = trans.__('The job could not be changed.');
  const saved = await tellFailure(title, async () => {
    const job = await client.job(id);
    if (job.source === 'store') {
      return ask(context, job.path, job);
    }
    if (job.project === null) {
      throw new Error(
        trans.__('Its pyproject.toml lies outside of what this server shows.')
      );
    }
    const path = [job.project, 'pyproject.toml'].filter(Boolean).join('/');
    await app.commands.execute('docmanager:open', { path });
    return null;
  });
  return saved ?? null;
}

async function makeTab(context: IContext): Promise<Widget> {
  const { app, client, repository, trans } = context;
  const { SchedulesModel } = await import('../schedules/model');
  const { SchedulesWidget } = await import('../schedules/widget');
  const model = new SchedulesModel(client);
  return new SchedulesWidget({
    model,
    events: app.serviceManager.events,
    repository,
    actions: actionsOf(context, model),
    schedule: () => {
      void app.commands
        .execute(CommandIDs.scheduleNotebook)
        .then(() => model.refresh());
    },
    trans
  });
}

function actionsOf(context: IContext, model: SchedulesModel): IJobActions {
  const { app, trans } = context;
  const execute = (command: string, args: { id?: string; path?: string }) => {
    void app.commands.execute(command, args);
  };
  return {
    openRun: id => {
      execute(CommandIDs.openRun, { id });
    },
    openNotebook: ({ path }) => {
      execute('docmanager:open', { path });
    },
    runNow: job =>
      void tellFailure(trans.__('%1 could not be run.', job.name), () =>
        model.runNow(job)
      ),
    edit: job => {
      void edit(context, job.id).then(saved => {
        if (saved) {
          model.take(saved);
        }
      });
    },
    setPaused: (job, paused) =>
      void tellFailure(trans.__('%1 stays as it was.', job.name), () =>
        model.setPaused(job, paused)
      ),
    remove: job => {
      remove(context, model, job);
    }
  };
}

/** Delete a job; the toast takes it back. */
function remove({ trans }: IContext, model: SchedulesModel, job: Job): void {
  const removal = model.remove(job.id);
  const toast = Notification.info(
    trans.__('%1 deleted. Its runs stay.', job.name),
    {
      autoClose: 5000,
      actions: [
        { label: trans.__('Undo'), callback: () => void removal.undo() }
      ]
    }
  );
  void tellFailure(trans.__('%1 could not be deleted.', job.name), async () => {
    await removal.done;
    Notification.dismiss(toast);
  });
}
