import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { textEditorIcon } from '@jupyterlab/ui-components';

import type { LogText } from '../api/types';
import { CommandIDs, ICi } from '../tokens';

/** What is opened: how it is read, and what it is called. */
interface ISubject {
  id: string;
  label: string;
  read: (offset: number) => Promise<LogText>;
}

/** Logs of checks, and of forges' jobs, in the main area. */
export const ciLogPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:ci-log',
  description: 'Shows the logs of checks and of jobs on forges.',
  autoStart: true,
  requires: [ICi],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, ci: ICi, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands, shell } = app;

    const open = async ({ id, label, read }: ISubject): Promise<void> => {
      const isOpen = [...shell.widgets('main')].some(each => each.id === id);
      if (!isOpen) {
        const [{ CiLog }, { LogModel }] = await Promise.all([
          import('../ciLog/widget'),
          import('../ciLog/model')
        ]);
        const content = new CiLog(new LogModel(read), trans);
        const widget = new MainAreaWidget({ content });
        widget.id = id;
        widget.toolbar.hide();
        widget.title.label = label;
        widget.title.icon = textEditorIcon;
        widget.title.closable = true;
        shell.add(widget, 'main', { type: 'CI Log' });
      }
      shell.activateById(id);
    };

    const text = { type: 'string' } as const;
    commands.addCommand(CommandIDs.openCheckLog, {
      label: trans.__('Open Log of Checks'),
      describedBy: {
        args: { type: 'object', properties: { id: text }, required: ['id'] }
      },
      execute: async args => {
        const id = asText(args.id) || (ci.run?.id ?? '');
        if (id !== '') {
          const read = (offset: number) => ci.client.log(id, offset);
          const label = trans.__('Log of Checks');
          await open({ id: `mlops-check-log-${id}`, label, read });
        }
      }
    });
    commands.addCommand(CommandIDs.openJobLog, {
      label: trans.__('Open Log of Job'),
      describedBy: {
        args: {
          type: 'object',
          properties: { path: text, remote: text, job: text, name: text },
          required: ['remote', 'job']
        }
      },
      execute: async args => {
        const path = asText(args.path) || ci.followed;
        const [remote, job] = [asText(args.remote), asText(args.job)];
        if (remote !== '' && job !== '') {
          const read = (offset: number) =>
            ci.client.jobLog(path, remote, job, offset);
          const label = trans.__('Log of %1', asText(args.name) || job);
          await open({ id: `mlops-ci-log-${remote}-${job}`, label, read });
        }
      }
    });
  }
};

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
