import { ILayoutRestorer } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Tabs } from '../components/tabs';
import { JobsWidget } from '../jobs/widget';
import { runAsJobIcon } from '../icons';
import { IQueueModel } from '../runData/queue';
import type { QueueModel } from '../runData/queue';
import { CommandIDs, IJobsView } from '../tokens';

/** The main-area view *Jobs*, to which each concern adds its tab. */
export const jobsPlugin: JupyterFrontEndPlugin<IJobsView> = {
  id: 'jupyter-mlops:jobs',
  description: 'The view of runs, schedules and sweeps in the main area.',
  autoStart: true,
  requires: [IQueueModel],
  optional: [ILayoutRestorer, ICommandPalette, ITranslator],
  provides: IJobsView,
  activate: (
    app: JupyterFrontEnd,
    queue: QueueModel,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands, shell } = app;
    const tabs = new Tabs('jobs');
    const namespace = 'mlops-jobs';
    const tracker = new WidgetTracker<JobsWidget>({ namespace });

    const make = (): JobsWidget => {
      const widget = new JobsWidget({ tabs, queue, trans });
      widget.id = namespace;
      widget.title.label = trans.__('Jobs');
      widget.title.caption = trans.__('Runs, schedules and sweeps');
      widget.title.icon = runAsJobIcon;
      void tracker.add(widget);
      shell.add(widget, 'main', { type: 'Jobs' });
      return widget;
    };
    const open = (tab: string): JobsWidget => {
      if (tab) {
        tabs.show(tab);
      }
      const widget = tracker.currentWidget ?? make();
      shell.activateById(widget.id);
      return widget;
    };
    tabs.changed.connect(() => {
      tracker.forEach(widget => void tracker.save(widget));
    });

    commands.addCommand(CommandIDs.showJobs, {
      label: trans.__('Show Jobs'),
      caption: trans.__('Show runs, schedules and sweeps'),
      icon: runAsJobIcon,
      describedBy: {
        args: { type: 'object', properties: { tab: { type: 'string' } } }
      },
      execute: args => open(typeof args.tab === 'string' ? args.tab : '')
    });
    palette?.addItem({
      command: CommandIDs.showJobs,
      category: trans.__('MLOps')
    });
    void restorer?.restore(tracker, {
      command: CommandIDs.showJobs,
      args: () => ({ tab: tabs.current?.id ?? '' }),
      name: () => namespace
    });
    return {
      addTab: tab => {
        tabs.add(tab);
      },
      show: async tab => {
        await commands.execute(CommandIDs.showJobs, { tab: tab ?? '' });
      }
    };
  }
};
