import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandToolbarButton, refreshIcon } from '@jupyterlab/ui-components';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { ModulesClient } from '../api/modulesClient';
import { unfoldSection } from '../components/unfoldSection';
import { ModuleActions } from '../modules/actions';
import { VersionAdvice } from '../modules/advice';
import { ModulesFeed } from '../modules/feed';
import { exportIcon, releaseIcon, syncIcon } from '../modules/icons';
import { ModulesModel } from '../modules/model';
import { ModulesSection } from '../modules/panel';
import { SectionModel } from '../modules/section';
import { ModuleWork } from '../modules/work';
import {
  CommandIDs,
  IDocuments,
  IMlopsPanel,
  IModules,
  IRepository,
  IRuns
} from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  panel: IMlopsPanel;
  section: ModulesSection;
  actions: ModuleActions;
}

/** The modules that notebooks export to, live, and their section of the panel. */
export const modulesPlugin: JupyterFrontEndPlugin<IModules> = {
  id: 'jupyter-mlops:modules',
  description:
    'Shows modules beside the cells they are made of; exports, syncs.',
  autoStart: true,
  requires: [IMlopsPanel, IRepository, IDocuments],
  // The section stands below that of the runs, which therefore comes first.
  optional: [ICommandPalette, ITranslator, IRuns],
  provides: IModules,
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    repository: IRepository,
    documents: IDocuments,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    const { events, serverSettings } = app.serviceManager;
    const client = new ModulesClient(serverSettings);
    const modules = new ModulesModel(client, documents);
    new ModulesFeed({ model: modules, repository, documents, events });
    const model = new SectionModel(modules);
    const show = (): void => {
      void commands.execute(CommandIDs.showModules);
    };
    const work = new ModuleWork({
      section: model,
      documents,
      trans,
      show,
      isSeen: () => section.isVisible
    });
    const advice = new VersionAdvice(modules);
    const actions = new ModuleActions(model, work, advice, commands, trans);
    const section: ModulesSection = new ModulesSection(actions);
    panel.widget.addWidget(section);
    const context = { app, panel, section, actions };
    addCommands(context);
    fillToolbar(context);
    addToPalette(palette, trans.__('MLOps'));
    return modules;
  }
};

function addToPalette(palette: ICommandPalette | null, category: string): void {
  for (const command of [
    CommandIDs.showModules,
    CommandIDs.exportModules,
    CommandIDs.exportNotebook,
    CommandIDs.syncModules,
    CommandIDs.refreshModules
  ]) {
    palette?.addItem({ command, category });
  }
}

function addCommands(context: IContext): void {
  const { app, actions, section } = context;
  const { model, trans } = actions;
  app.commands.addCommand(CommandIDs.showModules, {
    label: trans.__('Show Modules'),
    caption: trans.__('Show how modules stand to the cells they are made of'),
    describedBy: { args: {} },
    execute: async () => {
      unfoldSection(context.panel, section);
      await section.focusList();
    }
  });
  app.commands.addCommand(CommandIDs.refreshModules, {
    label: trans.__('Refresh Modules'),
    caption: trans.__('Refresh the list of modules'),
    icon: refreshIcon,
    describedBy: { args: {} },
    execute: () => model.modules.refresh()
  });
  addWork(context);
}

/** What writes modules and notebooks. */
function addWork({ app, actions }: IContext): void {
  const { model, trans, work } = actions;
  app.commands.addCommand(CommandIDs.exportModules, {
    label: trans.__('Export Modules'),
    caption: trans.__('Write the marked cells into their modules'),
    icon: exportIcon,
    describedBy: { args: {} },
    isEnabled: () => work.busy === null,
    execute: () => work.export()
  });
  app.commands.addCommand(CommandIDs.syncModules, {
    label: trans.__('Sync Modules'),
    caption: trans.__('Bring the edits of modules into their notebooks'),
    icon: syncIcon,
    describedBy: { args: {} },
    isEnabled: () => work.busy === null,
    execute: () => work.syncAll()
  });
  app.commands.addCommand(CommandIDs.exportNotebook, {
    label: trans.__('Export Notebook to Modules'),
    caption: trans.__('Write the modules that this notebook exports to'),
    icon: exportIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          path: {
            type: 'string',
            description: 'Contents path of a notebook; else the active one'
          }
        }
      }
    },
    isEnabled: args => notebookOf(args, model.modules) !== null,
    execute: async args => {
      const path = notebookOf(args, model.modules);
      if (path !== null) {
        await work.export({ path, notebook_only: true });
      }
    }
  });
  work.changed.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.exportModules);
    app.commands.notifyCommandChanged(CommandIDs.syncModules);
  });
}

/** The notebook that is named, else the one that is looked at. */
function notebookOf(
  args: ReadonlyPartialJSONObject,
  { followed }: IModules
): string | null {
  const path = typeof args.path === 'string' ? args.path : followed;
  return path.endsWith('.ipynb') ? path : null;
}

function fillToolbar({ app, section, actions }: IContext): void {
  const { commands } = app;
  const buttons = [
    { id: CommandIDs.exportModules },
    { id: CommandIDs.syncModules },
    { id: CommandIDs.release, icon: releaseIcon }
  ];
  for (const each of buttons) {
    const button = new CommandToolbarButton({ commands, label: '', ...each });
    section.toolbar.addItem(each.id, button);
  }
  const openMenu = async (x: number, y: number): Promise<void> => {
    const { openSectionMenu } = await import('../modules/sectionMenu');
    openSectionMenu(actions, x, y);
  };
  section.addMenu(
    actions.trans.__('More actions'),
    (x, y) => void openMenu(x, y)
  );
}
