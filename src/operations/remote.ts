import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';

import { asApiError } from '../api/errors';
import type { Operation, OperationRequest } from '../api/types';
import { reloadOpen, saveBefore } from '../openFiles';
import { CommandIDs } from '../tokens';
import type { IDocuments, IMlopsPanel, IRepository } from '../tokens';
import { askAndClone } from './cloneDialog';
import type { OperationsModel } from './model';
import { tellEnd, tellError } from './outcome';
import type { INextSteps } from './outcome';
import { showProgress } from './toast';

type Kind = 'fetch' | 'pull' | 'push';

/** Talks to remotes for the user: starts, shows progress, tells the end and what to do next. */
export class Remote {
  constructor(private readonly _options: Remote.IOptions) {}

  /** Fetch what the remote has. */
  async fetch(): Promise<void> {
    await this._run('fetch');
  }

  /**
   * Pull into the branch; what is open is saved first and read again afterwards.
   *
   * @returns Whether all is well.
   */
  async pull(): Promise<boolean> {
    const { documents, trans } = this._options;
    const path = this._repository();
    if (path === null) {
      return false;
    }
    const verb = trans.__('Save and pull');
    if (!(await saveBefore(documents, path, verb, trans))) {
      return false;
    }
    const operation = await this._run('pull');
    return operation?.state === 'succeeded' && operation.conflicts.length === 0;
  }

  /** Push the branch. */
  async push(): Promise<void> {
    await this._run('push');
  }

  /** Ask what to clone into a folder, and clone it. */
  async clone(folder: string): Promise<void> {
    const { model, trans } = this._options;
    const operation = await askAndClone({
      folder,
      draft: this._draft,
      start: request => model.start(request),
      trans
    });
    if (operation) {
      const end = await this._see(operation);
      if (end.state === 'succeeded') {
        this._draft.url = '';
      }
      tellEnd(
        end,
        this._next(() => this.clone(folder)),
        trans
      );
    }
  }

  private async _run(kind: Kind): Promise<Operation | null> {
    const { model, repository, trans } = this._options;
    const path = this._repository();
    if (path === null || model.isBusy(path)) {
      return null;
    }
    const request: OperationRequest = { kind, repository: path };
    const next = this._next(() =>
      this._options.app.commands.execute(COMMANDS[kind])
    );
    try {
      const operation = await this._see(await model.start(request));
      if (kind === 'pull') {
        await this._reload(path);
      }
      await repository.refresh();
      if (kind !== 'fetch' || operation.state !== 'succeeded') {
        tellEnd(operation, next, trans);
      }
      return operation;
    } catch (error) {
      tellError(kind, asApiError(error), next, trans);
      return null;
    }
  }

  /** Show how it goes until its end. */
  private _see(operation: Operation): Promise<Operation> {
    const { model, panel, trans } = this._options;
    showProgress(model, operation.id, () => panel.widget.isVisible, trans);
    return model.end(operation.id);
  }

  private async _reload(path: string): Promise<void> {
    const { app, manager, documents } = this._options;
    await reloadOpen(app, manager, documents, path);
  }

  private _repository(): string | null {
    return this._options.repository.status?.repository?.path ?? null;
  }

  private _next(again: () => unknown): INextSteps {
    const { commands } = this._options.app;
    return {
      again: () => void again(),
      pullAndPush: () => void this._pullAndPush(),
      showChanges: () => void commands.execute(CommandIDs.showChanges),
      open: path =>
        void commands.execute('filebrowser:open-path', { path: `/${path}` })
    };
  }

  private async _pullAndPush(): Promise<void> {
    if (await this.pull()) {
      await this.push();
    }
  }

  private readonly _draft = { url: '' };
}

const COMMANDS: Readonly<Record<Kind, string>> = {
  fetch: CommandIDs.fetch,
  pull: CommandIDs.pull,
  push: CommandIDs.push
};

export namespace Remote {
  /** Whom it works with. */
  export interface IOptions {
    app: JupyterFrontEnd;
    manager: IDocumentManager;
    documents: IDocuments;
    panel: IMlopsPanel;
    repository: IRepository;
    model: OperationsModel;
    trans: TranslationBundle;
  }
}
