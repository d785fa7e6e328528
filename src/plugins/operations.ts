import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { refreshIcon } from '@jupyterlab/ui-components';

import { branchIcon, pullIcon, pushIcon } from '../gitIcons';
import { tellFailure } from '../notify';
import { OperationsFeed } from '../operations/feed';
import { OperationsLine } from '../operations/line';
import { OperationsModel } from '../operations/model';
import { Prompts } from '../operations/prompts';
import { Remote } from '../operations/remote';
import {
  canPull,
  canPush,
  pullCaption,
  pushCaption
} from '../operations/words';
import { CommandIDs, IDocuments, IMlopsPanel, IRepository } from '../tokens';

interface IContext {
  app: JupyterFrontEnd;
  repository: IRepository;
  model: OperationsModel;
  remote: Remote;
  browser: IDefaultFileBrowser | null;
  trans: TranslationBundle;
}

/** Talks to remotes: clone, fetch, pull, push; and makes repositories. */
export const operationsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:operations',
  description: 'Clones, fetches, pulls and pushes, with progress and cancel.',
  autoStart: true,
  requires: [IMlopsPanel, IRepository, IDocuments, IDocumentManager],
  optional: [IDefaultFileBrowser, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    panel: IMlopsPanel,
    repository: IRepository,
    documents: IDocuments,
    manager: IDocumentManager,
    browser: IDefaultFileBrowser | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const model = new OperationsModel(repository.client);
    new OperationsFeed(model, app.serviceManager.events);
    const prompts = new Prompts(model, trans);
    const remote = new Remote({
      ...{ app, manager, documents, panel },
      ...{ repository, model, trans }
    });
    const ask = prompts.ask.bind(prompts);
    panel.widget.header.addWidget(
      new OperationsLine({ model, trans, ask: each => void ask(each) })
    );
    const context = { app, repository, model, remote, browser, trans };
    addRemoteCommands(context);
    addMakingCommands(context);
    const notify = (): void => {
      for (const id of [CommandIDs.fetch, CommandIDs.pull, CommandIDs.push]) {
        app.commands.notifyCommandChanged(id);
      }
    };
    repository.changed.connect(notify);
    model.changed.connect(notify);
    const category = trans.__('MLOps');
    for (const command of COMMANDS) {
      palette?.addItem({ command, category });
    }
  }
};

const COMMANDS = [
  CommandIDs.fetch,
  CommandIDs.pull,
  CommandIDs.push,
  CommandIDs.initRepository,
  CommandIDs.cloneRepository
];

function addRemoteCommands(context: IContext): void {
  const { app, repository, model, remote, trans } = context;
  const now = () => repository.status?.repository ?? null;
  const isFree = () => {
    const here = now();
    return here !== null && here.remotes.length > 0 && !model.isBusy(here.path);
  };
  app.commands.addCommand(CommandIDs.fetch, {
    label: trans.__('Fetch'),
    caption: trans.__('Fetch: see what the remote has'),
    icon: refreshIcon,
    describedBy: { args: {} },
    isEnabled: isFree,
    execute: () => remote.fetch()
  });
  app.commands.addCommand(CommandIDs.pull, {
    label: trans.__('Pull'),
    caption: () => pullCaption(now(), trans),
    icon: pullIcon,
    describedBy: { args: {} },
    isEnabled: () => isFree() && canPull(now()),
    execute: async () => {
      await remote.pull();
    }
  });
  app.commands.addCommand(CommandIDs.push, {
    label: trans.__('Push'),
    caption: () => pushCaption(now(), trans),
    icon: pushIcon,
    describedBy: { args: {} },
    isEnabled: () => isFree() && canPush(now()),
    execute: () => remote.push()
  });
}

function addMakingCommands(context: IContext): void {
  const { app, repository, remote, browser, trans } = context;
  app.commands.addCommand(CommandIDs.initRepository, {
    label: trans.__('Make a Repository Here'),
    caption: trans.__('Keep the history of this folder with git'),
    icon: branchIcon,
    describedBy: { args: {} },
    isEnabled: () =>
      repository.status !== null && repository.status.repository === null,
    execute: async () => {
      const folder = repository.status?.folder ?? '';
      const title = trans.__('No repository could be made.');
      await tellFailure(title, async () => {
        await repository.client.init(folder);
        await repository.refresh();
      });
    }
  });
  app.commands.addCommand(CommandIDs.cloneRepository, {
    label: trans.__('Clone a Repository…'),
    caption: trans.__('Copy a repository from elsewhere'),
    icon: branchIcon,
    describedBy: { args: {} },
    execute: async () => {
      const { contents } = app.serviceManager;
      await remote.clone(contents.localPath(browser?.model.path ?? ''));
    }
  });
}
