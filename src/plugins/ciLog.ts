import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { LogTabs } from '../ciLog/tabs';
import { CommandIDs, ICi } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  ci: ICi;
  restorer: ILayoutRestorer | null;
  trans: TranslationBundle;
}

const TEXT = { type: 'string' } as const;

/** Logs of checks, and of forges' jobs, in the main area. */
export const ciLogPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:ci-log',
  description: 'Shows the logs of checks and of jobs on forges.',
  autoStart: true,
  requires: [ICi],
  optional: [ILayoutRestorer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    ci: ICi,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const context = { app, ci, restorer, trans };
    addCheckLogs(context);
    addJobLogs(context);
  }
};

function addCheckLogs({ app, ci, restorer, trans }: IContext): void {
  const { commands, shell } = app;
  const command = CommandIDs.openCheckLog;
  commands.addCommand(command, {
    label: trans.__('Open Log of Checks'),
    describedBy: {
      args: { type: 'object', properties: { id: TEXT }, required: ['id'] }
    },
    execute: async args => {
      const id = asText(args.id) || (ci.run?.id ?? '');
      if (id !== '') {
        await tabs.open({
          id: `mlops-check-log-${id}`,
          label: trans.__('Log of Checks'),
          read: offset => ci.client.log(id, offset),
          args: { id }
        });
      }
    }
  });
  const namespace = 'mlops-check-log';
  const tabs = new LogTabs({ command, namespace, shell, restorer, trans });
}

function addJobLogs({ app, ci, restorer, trans }: IContext): void {
  const { commands, shell } = app;
  const command = CommandIDs.openJobLog;
  commands.addCommand(command, {
    label: trans.__('Open Log of Job'),
    describedBy: {
      args: {
        type: 'object',
        properties: { path: TEXT, remote: TEXT, job: TEXT, name: TEXT },
        required: ['remote', 'job']
      }
    },
    execute: async args => {
      const path = asText(args.path) || ci.followed;
      const [remote, job] = [asText(args.remote), asText(args.job)];
      const name = asText(args.name) || job;
      if (remote !== '' && job !== '') {
        await tabs.open({
          id: `mlops-ci-log-${remote}-${job}`,
          label: trans.__('Log of %1', name),
          read: offset => ci.client.jobLog(path, remote, job, offset),
          args: { path, remote, job, name }
        });
      }
    }
  });
  const namespace = 'mlops-ci-log';
  const tabs = new LogTabs({ command, namespace, shell, restorer, trans });
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
