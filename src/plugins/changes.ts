import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  CommandToolbarButton,
  refreshIcon,
  undoIcon
} from '@jupyterlab/ui-components';

import { ChecksClient } from '../api/checksClient';
import type { Identity } from '../changes/commit';
import { CommitModel } from '../changes/commit';
import { ChangesBadge } from '../changes/badge';
import { commitIcon } from '../changes/icons';
import { ChangesModel } from '../changes/model';
import { ChangesSection } from '../changes/panel';
import { tellRefusals } from '../changes/refusals';
import { makeRoom } from '../changes/room';
import { unfoldSection } from '../components/unfoldSection';
import {
  CommandIDs,
  IDocuments,
  IMlopsPanel,
  IRepository,
  ISettings
} from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  panel: IMlopsPanel;
  model: ChangesModel;
  section: ChangesSection;
  trans: TranslationBundle;
}

/** What has changed, cell by cell, and the commit that is made of it. */
export const changesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:changes',
  description: 'Shows what has changed by the cell, stages and commits it.',
  autoStart: true,
  requires: [IMlopsPanel, IRepository, IDocuments, ISettings],
  optional: [
    ISettingRegistry,
    IToolbarWidgetRegistry,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    repository: IRepository,
    documents: IDocuments,
    settings: ISettings,
    registry: ISettingRegistry | null,
    toolbars: IToolbarWidgetRegistry | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    const model = new ChangesModel({ repository, documents, settings });
    const checks = new ChecksClient(app.serviceManager.serverSettings);
    const commit = new CommitModel(model, root => checks.gate(root));
    tellRefusals(model, trans);
    const section = new ChangesSection({
      model,
      commit,
      commands,
      trans,
      onCommit: commitThen(app, commit),
      setCodeOnly: registry && setCodeOnly(registry)
    });
    panel.widget.insertWidget(0, section);
    makeRoomForTrouble(panel, section, commit);
    const context = { app, panel, model, section, trans };
    addCommands(context);
    fillToolbar(context);
    toolbars?.addFactory<NotebookPanel>(
      'Notebook',
      'mlops-changes',
      notebook => new ChangesBadge({ panel: notebook, model, commands, trans })
    );
    const category = trans.__('MLOps');
    for (const command of [
      CommandIDs.showChanges,
      CommandIDs.commit,
      CommandIDs.refreshChanges,
      CommandIDs.showRestoreList
    ]) {
      palette?.addItem({ command, category });
    }
  }
};

/** Commit, then push if that is wanted and there is something to push. */
function commitThen(app: JupyterFrontEnd, commit: CommitModel) {
  let isPushed = false;
  return async (
    push: boolean,
    identity: Identity | null,
    override?: string
  ): Promise<void> => {
    // Past a gate a commit is what it was to be before it.
    isPushed = override === undefined ? push : isPushed;
    if ((await commit.commit(identity, override ?? null)) && isPushed) {
      await app.commands.execute(CommandIDs.push);
    }
  };
}

/** What is asked or said before a commit can be made has to be seen. */
function makeRoomForTrouble(
  panel: IMlopsPanel,
  section: ChangesSection,
  commit: CommitModel
): void {
  let isTold = false;
  commit.changed.connect(() => {
    const wasTold = isTold;
    isTold =
      commit.needsIdentity ||
      commit.error !== null ||
      commit.gate.error !== null;
    if (isTold && !wasTold) {
      makeRoom(panel.widget, section);
    }
  });
}

function setCodeOnly(registry: ISettingRegistry) {
  return (codeOnly: boolean): void => {
    void registry.set('jupyter-mlops:plugin', 'commitCodeOnly', codeOnly);
  };
}

function addCommands(context: IContext): void {
  const { app, model, section, trans } = context;
  app.commands.addCommand(CommandIDs.showChanges, {
    label: trans.__('Show Changes'),
    caption: trans.__('Show what differs from the last commit'),
    describedBy: { args: {} },
    execute: async () => {
      unfoldSection(context.panel, section);
      section.choice.view = 'changes';
      await section.focusList();
    }
  });
  app.commands.addCommand(CommandIDs.commit, {
    label: trans.__('Commit…'),
    caption: trans.__('Commit'),
    icon: commitIcon,
    describedBy: { args: {} },
    execute: async () => {
      unfoldSection(context.panel, section);
      await section.focusMessage();
    }
  });
  app.commands.addCommand(CommandIDs.refreshChanges, {
    label: trans.__('Refresh Changes'),
    caption: trans.__('Refresh the list of changes'),
    icon: refreshIcon,
    describedBy: { args: {} },
    execute: () => model.refresh()
  });
  app.commands.addCommand(CommandIDs.showRestoreList, {
    label: trans.__('Restore Discarded Changes…'),
    caption: trans.__('Restore discarded changes'),
    icon: undoIcon,
    describedBy: { args: {} },
    isEnabled: () => model.current !== null,
    execute: async () => {
      unfoldSection(context.panel, section);
      section.choice.view = 'restore';
      await section.focusList();
    }
  });
}

function fillToolbar({ app, model, section, trans }: IContext): void {
  const { commands } = app;
  const id = CommandIDs.refreshChanges;
  const refresh = new CommandToolbarButton({ commands, id, label: '' });
  section.toolbar.addItem(id, refresh);
  const openMenu = async (x: number, y: number): Promise<void> => {
    const { openSectionMenu } = await import('../changes/sectionMenu');
    openSectionMenu({ model, commands, trans, x, y });
  };
  section.addMenu(trans.__('More actions'), (x, y) => void openMenu(x, y));
}
