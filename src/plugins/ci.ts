import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandToolbarButton } from '@jupyterlab/ui-components';

import { ChecksClient } from '../api/checksClient';
import { CiActions } from '../ci/actions';
import { HeadBadges } from '../ci/badges';
import { addCiCommands } from '../ci/commands';
import { CiFeed } from '../ci/feed';
import { CiModel } from '../ci/model';
import { tellEnds } from '../ci/notices';
import { CiSection } from '../ci/panel';
import { SectionModel } from '../ci/section';
import { Watch } from '../ci/watch';
import { CiWork } from '../ci/work';
import {
  CommandIDs,
  ICi,
  IDocuments,
  IMlopsPanel,
  IModules,
  IRepository,
  ISettings
} from '../tokens';

/** How the project that is looked at stands, live, and its section of the panel. */
export const ciPlugin: JupyterFrontEndPlugin<ICi> = {
  id: 'jupyter-mlops:ci',
  description: 'Knows and shows how the checks stand, here and on forges.',
  autoStart: true,
  requires: [IMlopsPanel, IRepository, IDocuments, ISettings],
  // The section stands below that of the modules, which therefore comes first.
  optional: [ICommandPalette, ITranslator, IModules],
  provides: ICi,
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    repository: IRepository,
    documents: IDocuments,
    settings: ISettings,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands, serviceManager } = app;
    const { events, serverSettings } = serviceManager;
    const ci = new CiModel(new ChecksClient(serverSettings));
    new CiFeed({ model: ci, repository, events });
    new Watch(ci);
    const work = new CiWork({ ci, documents, trans });
    const actions = new CiActions(
      new SectionModel(ci),
      work,
      repository,
      documents,
      commands,
      trans
    );
    const section = new CiSection(actions);
    panel.widget.addWidget(section);
    addCiCommands({ commands, panel, section, actions });
    fillToolbar(section, actions);
    const isSeen = (): boolean => section.isVisible;
    tellEnds({ ci, work, settings, isSeen, commands, trans });
    const category = trans.__('MLOps');
    for (const command of [
      CommandIDs.showCi,
      CommandIDs.check,
      CommandIDs.checkNotebook,
      CommandIDs.fixFindings,
      CommandIDs.cancelChecks,
      CommandIDs.refreshCi
    ]) {
      palette?.addItem({ command, category });
    }
    return ci;
  }
};

function fillToolbar(section: CiSection, actions: CiActions): void {
  const { commands, model, trans } = actions;
  const { ci } = model;
  section.toolbar.addItem('badges', new HeadBadges({ ci, trans }));
  const id = CommandIDs.check;
  section.toolbar.addItem(
    id,
    new CommandToolbarButton({ commands, id, label: '' })
  );
  const openMenu = async (x: number, y: number): Promise<void> => {
    const { openSectionMenu } = await import('../ci/sectionMenu');
    openSectionMenu(actions, x, y);
  };
  section.addMenu(trans.__('More actions'), (x, y) => void openMenu(x, y));
}
