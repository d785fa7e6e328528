import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';

import { asApiError } from '../api/errors';
import type { Switched, SwitchRequest } from '../api/types';
import { tellFailure } from '../notify';
import { reloadOpen, saveBefore } from '../openFiles';
import { CommandIDs } from '../tokens';
import type { IDocuments, IRepository } from '../tokens';
import { askAboutChanges } from './conflict';
import type { IPick } from './model';

/** Switches branches for the user: nothing unsaved or uncommitted is lost on the way. */
export class Switching {
  constructor(private readonly _options: Switching.IOptions) {}

  /** Switch to what was picked. */
  async go(repository: string, pick: IPick): Promise<void> {
    const { documents, trans } = this._options;
    const verb = trans.__('Save and switch');
    if (!(await saveBefore(documents, repository, verb, trans))) {
      return;
    }
    const title = pick.create
      ? trans.__('Branch %1 could not be made.', pick.branch)
      : trans.__('Branch %1 was not switched to.', pick.branch);
    const switched = await tellFailure(title, () =>
      this._try({ repository, ...pick })
    );
    if (switched) {
      await this._arrive(repository, switched, pick.create);
    }
  }

  /** Try without touching changes; where they are in the way, do as the user says. */
  private async _try(request: SwitchRequest): Promise<Switched | null> {
    const { client } = this._options.repository;
    try {
      return await client.switchTo(request);
    } catch (error) {
      const { code, detail } = asApiError(error);
      if (code !== 'would_overwrite') {
        throw error;
      }
      const { trans, repository } = this._options;
      const changes = await askAboutChanges({
        from: repository.status?.repository?.branch ?? '',
        to: request.branch,
        files: detail.split('\n').filter(Boolean),
        trans
      });
      return changes === 'stay'
        ? null
        : await client.switchTo({ ...request, changes });
    }
  }

  private async _arrive(
    path: string,
    switched: Switched,
    isNew: boolean
  ): Promise<void> {
    const { app, manager, documents, repository, trans } = this._options;
    await reloadOpen(app, manager, documents, path);
    await repository.refresh();
    const { commands } = app;
    const { branch, conflicts, set_aside } = switched;
    const act = (label: string, id: string): Notification.IAction => ({
      label,
      displayType: 'accent',
      callback: () => void commands.execute(id)
    });
    if (conflicts.length > 0) {
      const text = trans._n(
        'On %2; your changes to %1 file conflict with it.',
        'On %2; your changes to %1 files conflict with it.',
        conflicts.length,
        branch
      );
      const actions = [act(trans.__('Show changes'), CommandIDs.showChanges)];
      Notification.warning(text, { autoClose: false, actions });
    } else if (set_aside !== null) {
      const text = trans.__('On %1. Your changes were set aside.', branch);
      const label = trans.__('Show restore list');
      const actions = [act(label, CommandIDs.showRestoreList)];
      Notification.success(text, { autoClose: 10_000, actions });
    } else {
      const text = isNew
        ? trans.__('Made branch %1 and switched to it.', branch)
        : trans.__('Switched to %1.', branch);
      Notification.success(text, { autoClose: 3000 });
    }
  }
}

export namespace Switching {
  /** Whom it works with. */
  export interface IOptions {
    app: JupyterFrontEnd;
    manager: IDocumentManager;
    documents: IDocuments;
    repository: IRepository;
    trans: TranslationBundle;
  }
}
