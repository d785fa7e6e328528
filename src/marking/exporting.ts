import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { Exported, Module } from '../api/types';
import { CommandIDs } from '../tokens';
import type { IDocuments, IModules } from '../tokens';
import { canSync, whyHeldBack } from './moduleWords';

interface IOptions {
  modules: IModules;
  documents: IDocuments;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Exports what a notebook is made into, and says what could not be. */
export class NotebookExport {
  constructor(private readonly _options: IOptions) {}

  /**
   * Export the modules of a notebook that is saved.
   *
   * @param path - Contents path of the notebook.
   * @param quietly - Whether to say only once what is held back, as long as it stays so.
   */
  async run(path: string, quietly: boolean): Promise<Exported> {
    const { modules, documents } = this._options;
    const exported = await modules.client.export({
      path,
      modules: null,
      notebook_only: true,
      replace: [],
      tests: false
    });
    modules.take(exported.status);
    const written = exported.status.modules
      .filter(({ name }) => exported.written.includes(name))
      .flatMap(each => each.path ?? []);
    await Promise.all(written.map(each => documents.reload(each)));
    this._tell(path, exported, quietly);
    return exported;
  }

  private _tell(path: string, exported: Exported, quietly: boolean): void {
    const held = exported.status.modules.filter(({ name }) =>
      exported.held_back.includes(name)
    );
    const key = JSON.stringify(held.map(({ name, state }) => [name, state]));
    const former = this._told.get(path);
    if (quietly && former?.key === key) {
      return;
    }
    if (former?.toast) {
      Notification.dismiss(former.toast);
    }
    const toast = held.length > 0 ? this._warn(held) : '';
    this._told.set(path, { key, toast });
  }

  private _warn(held: readonly Module[]): string {
    const { commands, trans } = this._options;
    const isSync = held.every(canSync);
    const label = isSync ? trans.__('Sync') : trans.__('Show');
    return Notification.warning(
      held.map(each => whyHeldBack(each, trans)).join(' '),
      {
        autoClose: 10_000,
        actions: [
          {
            label,
            callback: () => {
              void commands.execute(
                isSync ? CommandIDs.syncModules : CommandIDs.showModules
              );
            }
          }
        ]
      }
    );
  }

  /** What was said last of a notebook. */
  private readonly _told = new Map<string, { key: string; toast: string }>();
}
