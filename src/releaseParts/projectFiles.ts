import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';

import { reloadOpen, saveBefore } from '../openFiles';
import type { IDocuments, IRepository } from '../tokens';

/** The files of a project, in as far as they are open in the Lab, and under git. */
export class ProjectFiles {
  constructor(private readonly _options: ProjectFiles.IOptions) {}

  /**
   * Save what is open and not saved, once that is agreed to.
   *
   * @param verb - What is done afterwards, for the button: `Save and …`.
   * @returns Whether to go on.
   */
  save(verb: string): Promise<boolean> {
    const { documents, path, trans } = this._options;
    return saveBefore(documents, path, verb, trans);
  }

  /** Read what is open again, and ask git anew. */
  async reload(): Promise<void> {
    const { app, manager, documents, repository, path } = this._options;
    await reloadOpen(app, manager, documents, path);
    await repository.refresh();
  }

  /**
   * Do something that changes files.
   *
   * @param act - Does it; gives the contents paths of the files.
   * @returns Takes it back: what was not committed before is there again, too.
   */
  async undoable(
    act: () => Promise<readonly string[]>
  ): Promise<{ paths: readonly string[]; undo: () => Promise<void> }> {
    const before = new Set(await this._kept());
    const paths = await act();
    const kept = (await this._kept()).filter(id => !before.has(id));
    return { paths, undo: () => this._takeBack(paths, kept) };
  }

  /** Ids of what lies on the restore list, newest first. */
  private async _kept(): Promise<string[]> {
    const { client } = this._options.repository;
    const root = await this._root();
    return (await client.discarded(root)).map(each => each.id);
  }

  /** To the last commit, and from there to what was kept. */
  private async _takeBack(
    paths: readonly string[],
    kept: readonly string[]
  ): Promise<void> {
    const { client } = this._options.repository;
    const repository = await this._root();
    const files = paths.map(path => ({ path }));
    await client.discard({ repository, files });
    for (const id of kept) {
      await client.restore(repository, id);
    }
  }

  /** Contents path of the worktree's root. */
  private async _root(): Promise<string> {
    const { repository, path, trans } = this._options;
    const status = await repository.client.status(path);
    if (!status.repository) {
      throw new Error(trans.__('%1 lies in no repository.', path));
    }
    return status.repository.path;
  }
}

export namespace ProjectFiles {
  /** Whose files, and what knows of them. */
  export interface IOptions {
    /** Contents path of the project's folder. */
    path: string;
    app: JupyterFrontEnd;
    manager: IDocumentManager;
    documents: IDocuments;
    repository: IRepository;
    trans: TranslationBundle;
  }
}
