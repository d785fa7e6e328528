import { Notification } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { Module } from '../api/types';
import { tellFailure } from '../notify';
import type { IDocuments, IModules } from '../tokens';
import type { NotebookExport } from './exporting';
import type { ICellName } from './lineOf';
import { openModule } from './openModule';
import { fileOf } from './targets';

interface IOptions {
  modules: IModules;
  documents: IDocuments;
  commands: CommandRegistry;
  exporting: NotebookExport;
  trans: TranslationBundle;
}

/** Leads from cells to what they were exported to. */
export class ModuleNavigation {
  constructor(private readonly _options: IOptions) {}

  /**
   * Open a module where a cell is; what was not exported yet can be, at a click.
   *
   * @param path - Contents path of the notebook.
   * @param name - Name of the module below its package.
   */
  async open(path: string, cell: ICellName, name: string): Promise<void> {
    const { commands, trans } = this._options;
    const title = trans.__('%1 could not be opened.', fileOf(name));
    await tellFailure(title, async () => {
      const module = await this._find(path, name);
      const file = module?.state === 'new' ? null : module?.path;
      if (!file || !(await openModule(commands, file, cell))) {
        this._offerExport(path, cell, name);
      }
    });
  }

  /** The module as it is known, else as the server knows it. */
  private async _find(path: string, name: string): Promise<Module | undefined> {
    const { modules } = this._options;
    const known = modules.status?.modules.find(each => each.name === name);
    if (known?.notebooks.includes(path) && known.state !== 'new') {
      return known;
    }
    const status = await modules.client.modules(path);
    return status.modules.find(each => each.name === name);
  }

  private _offerExport(path: string, cell: ICellName, name: string): void {
    const { commands, documents, exporting, trans } = this._options;
    const exportAndOpen = async (): Promise<void> => {
      await documents.save(path);
      const { status, written } = await exporting.run(path, false);
      const module = status.modules.find(each => each.name === name);
      if (module?.path && written.includes(name)) {
        await openModule(commands, module.path, cell);
      }
    };
    const title = trans.__('%1 could not be exported.', fileOf(name));
    Notification.info(trans.__('This cell is not in %1 yet.', fileOf(name)), {
      autoClose: 8000,
      actions: [
        {
          label: trans.__('Export'),
          displayType: 'accent',
          callback: () => void tellFailure(title, exportAndOpen)
        }
      ]
    });
  }
}

/** How markers in modules name a cell. */
export function nameOf(path: string, cell: Cell, index: number): ICellName {
  return { notebook: PathExt.basename(path), id: cell.model.id, index };
}
