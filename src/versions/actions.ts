import {
  Dialog,
  InputDialog,
  Notification,
  showDialog
} from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { showDetail } from '../components/detailDialog';
import { openMenu } from '../components/menu';
import { goToCell } from '../goToCell';
import { tellFailure } from '../notify';
import type { ProjectFiles } from '../releaseParts/projectFiles';
import { CommandIDs } from '../tokens';
import type { IModules } from '../tokens';
import type { VersionsModel } from './model';

/** How long a toast offers to take it back, in milliseconds. */
const SECOND_THOUGHTS = 10_000;

/** What can be done to a version. */
export class VersionActions {
  constructor(private readonly _options: VersionActions.IOptions) {}

  get trans(): TranslationBundle {
    return this._options.trans;
  }

  /** Release what is there now. */
  release(): void {
    const { commands, model } = this._options;
    void commands.execute(CommandIDs.release, { path: `/${model.path}` });
  }

  /** Go to a cell, which a change comes from. */
  readonly goToCell = (notebook: string, index: number): void => {
    const { commands, trans } = this._options;
    const title = trans.__('%1 could not be opened.', notebook);
    void tellFailure(title, () => goToCell(commands, { notebook, index }));
  };

  /**
   * Bring notebooks and modules back as they were; a toast takes it back.
   *
   * @param modules - Only these; all by default.
   */
  async restore(version: string, modules?: string[]): Promise<void> {
    const { model, modules: now, files, trans } = this._options;
    const title = trans.__('%1 could not be restored.', version);
    await tellFailure(title, async () => {
      if (!(await files.save(trans.__('Save and restore')))) {
        return;
      }
      const { paths, undo } = await files.undoable(async () => {
        const { client, path } = model;
        const { status, restored } = await client.restore(
          path,
          version,
          modules
        );
        now.take(status);
        return restored;
      });
      await files.reload();
      await model.refresh();
      this._tellRestored(version, paths.length, undo);
    });
  }

  /** Open the menu of what is rarely done. */
  openMenu(version: string, x: number, y: number): void {
    const { trans } = this._options;
    openMenu(
      [
        {
          label: trans.__('Publish to Another Index…'),
          execute: () => void this.publishElsewhere(version)
        }
      ],
      x,
      y
    );
  }

  /** Put a version into the package index, once it is said that this is for good. */
  async publish(version: string): Promise<void> {
    const { model, trans } = this._options;
    const result = await showDialog({
      title: trans.__('Publish %1', version),
      body: trans.__(
        'Its wheel and sdist go to %1. What is published there is never replaced.',
        model.releases?.index_url ?? ''
      ),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Publish %1', version) })
      ]
    });
    if (result.button.accept) {
      await this._publish(version);
    }
  }

  /** Send a version to an index that twine has the credentials of. */
  async publishElsewhere(version: string): Promise<void> {
    const { trans } = this._options;
    const { value } = await InputDialog.getText({
      title: trans.__('Publish %1 to another index', version),
      label: trans.__('Its section in your .pypirc'),
      placeholder: 'testpypi',
      okLabel: trans.__('Publish %1', version)
    });
    if (value?.trim()) {
      await this._publish(version, value.trim());
    }
  }

  private async _publish(version: string, repository?: string): Promise<void> {
    const { model, trans } = this._options;
    const { client, path } = model;
    const id = Notification.emit(
      trans.__('Publishing %1…', version),
      'in-progress',
      { autoClose: false }
    );
    try {
      const { release } = await client.publish(path, version, repository);
      model.take(release);
      const message = trans.__('%1 is published.', version);
      Notification.update({ id, message, type: 'success', autoClose: 5000 });
    } catch (error) {
      this._tellUnpublished(id, version, asApiError(error));
    }
    await model.refresh();
  }

  private _tellUnpublished(id: string, version: string, error: ApiError): void {
    const { trans } = this._options;
    const { message, hint, detail } = error;
    const title = trans.__('%1 could not be published.', version);
    const show = {
      label: trans.__('Show what it said'),
      callback: () => void showDetail(title, detail, trans)
    };
    Notification.update({
      id,
      message: [title, message, hint].filter(Boolean).join(' '),
      type: 'error',
      autoClose: 15_000,
      actions: detail ? [show] : []
    });
  }

  private _tellRestored(
    version: string,
    count: number,
    undo: () => Promise<void>
  ): void {
    const { trans } = this._options;
    if (count === 0) {
      Notification.info(trans.__('All is as it was in %1.', version), {
        autoClose: 5000
      });
      return;
    }
    const message = trans._n(
      '%1 file is as in %2 again. The change is not committed.',
      '%1 files are as in %2 again. The changes are not committed.',
      count,
      version
    );
    Notification.success(message, {
      autoClose: SECOND_THOUGHTS,
      actions: [
        {
          label: trans.__('Undo'),
          callback: () => void this._takeBack(undo)
        }
      ]
    });
  }

  private async _takeBack(undo: () => Promise<void>): Promise<void> {
    const { model, modules, files, trans } = this._options;
    await tellFailure(trans.__('It could not be taken back.'), async () => {
      await undo();
      await files.reload();
      await Promise.all([modules.refresh(), model.refresh()]);
    });
  }
}

export namespace VersionActions {
  /** What the actions are done with. */
  export interface IOptions {
    model: VersionsModel;
    modules: IModules;
    commands: CommandRegistry;
    files: ProjectFiles;
    trans: TranslationBundle;
  }
}
