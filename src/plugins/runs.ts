import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandToolbarButton, refreshIcon } from '@jupyterlab/ui-components';

import { Client } from '../api/client';
import { RunsFeed } from '../runData/feed';
import { IQueueModel } from '../runData/queue';
import type { QueueModel } from '../runData/queue';
import { RunsModel } from '../runs/model';
import { RunsSection } from '../runs/panel';
import { CommandIDs, IMlopsPanel, IRuns, ISettings } from '../tokens';
import { notifyEnds } from './notifications';

/** The runs: what is known of them, and their section of the panel. */
export const runsPlugin: JupyterFrontEndPlugin<IRuns> = {
  id: 'jupyter-mlops:runs',
  description: 'Lists the runs of notebooks, live.',
  autoStart: true,
  requires: [IMlopsPanel, ISettings, INotebookTracker, IQueueModel],
  optional: [ITranslator],
  provides: IRuns,
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    settings: ISettings,
    tracker: INotebookTracker,
    queue: QueueModel,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { events, serverSettings } = app.serviceManager;
    const model = new RunsModel(new Client(serverSettings));
    new RunsFeed(model, events);
    followNotebook(app, model, tracker);
    followSettings(model, settings);
    notifyEnds(model, settings, app.commands, trans);
    const section = makeSection(app, model, queue, trans);
    panel.widget.addWidget(section);
    addCommands(app, panel, section, model, trans);
    model.started.connect(() => {
      if (settings.showPanelAfterStart) {
        void app.commands.execute(CommandIDs.showRuns);
      }
    });
    return model;
  }
};

/** The list is about the notebook that is looked at, now. */
function followNotebook(
  app: JupyterFrontEnd,
  model: RunsModel,
  tracker: INotebookTracker
): void {
  const follow = (): void => {
    const path = tracker.currentWidget?.context.path;
    const { contents } = app.serviceManager;
    model.notebook = path === undefined ? null : contents.localPath(path);
  };
  tracker.currentChanged.connect(follow);
  tracker.widgetAdded.connect((_, panel) => {
    panel.context.pathChanged.connect(follow);
  });
  follow();
}

/** The setting decides once: later the panel's own switch does. */
function followSettings(model: RunsModel, settings: ISettings): void {
  model.scope = settings.runsFilter;
  let known = settings.runsFilter;
  settings.changed.connect(() => {
    if (settings.runsFilter !== known) {
      known = settings.runsFilter;
      model.scope = known;
    }
  });
}

function makeSection(
  app: JupyterFrontEnd,
  model: RunsModel,
  queue: QueueModel,
  trans: TranslationBundle
): RunsSection {
  const { commands } = app;
  const section = new RunsSection({ model, queue, commands, trans });
  for (const id of [CommandIDs.runNotebook, CommandIDs.refreshRuns]) {
    const button = new CommandToolbarButton({ commands, id, label: '' });
    section.toolbar.addItem(id, button);
  }
  return section;
}

function addCommands(
  app: JupyterFrontEnd,
  panel: IMlopsPanel,
  section: RunsSection,
  model: RunsModel,
  trans: TranslationBundle
): void {
  app.commands.addCommand(CommandIDs.showRuns, {
    label: trans.__('Show Runs'),
    caption: trans.__('Show the notebooks that were run as jobs'),
    describedBy: { args: {} },
    execute: async () => {
      panel.reveal();
      await section.focusList();
    }
  });
  app.commands.addCommand(CommandIDs.refreshRuns, {
    label: trans.__('Refresh Runs'),
    caption: trans.__('Refresh the list of runs'),
    icon: refreshIcon,
    describedBy: { args: {} },
    execute: () => model.refresh()
  });
}
