import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { Switching } from '../branches/switching';
import { branchIcon } from '../gitIcons';
import { CommandIDs, IDocuments, IRepository } from '../tokens';

/** Switches and makes branches. */
export const branchesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:branches',
  description: 'Switches and makes branches.',
  autoStart: true,
  requires: [IRepository, IDocuments, IDocumentManager],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    repository: IRepository,
    documents: IDocuments,
    manager: IDocumentManager,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const options = { app, manager, documents, repository, trans };
    const switching = new Switching(options);

    const pickAndGo = async (mode: 'switch' | 'create'): Promise<void> => {
      const path = repository.status?.repository?.path;
      if (path === undefined) {
        return;
      }
      const { PickerModel } = await import('../branches/model');
      const { pickBranch } = await import('../branches/picker');
      const model = new PickerModel(repository.client, path, mode);
      const pick = await pickBranch(model, trans);
      if (pick) {
        await switching.go(path, pick);
      }
    };
    const add = (id: string, label: string, mode: 'switch' | 'create') => {
      app.commands.addCommand(id, {
        label,
        icon: branchIcon,
        describedBy: { args: {} },
        isEnabled: () => Boolean(repository.status?.repository),
        execute: () => pickAndGo(mode)
      });
      palette?.addItem({ command: id, category: trans.__('MLOps') });
    };
    add(CommandIDs.switchBranch, trans.__('Switch Branch…'), 'switch');
    add(CommandIDs.createBranch, trans.__('New Branch…'), 'create');
    repository.changed.connect(() => {
      app.commands.notifyCommandChanged(CommandIDs.switchBranch);
      app.commands.notifyCommandChanged(CommandIDs.createBranch);
    });
  }
};
