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

  /** Take changes of files back; they go to the restore list. */
  async discard(paths: readonly string[]): Promise<void> {
    const { client } = this._options.repository;
    const { repository } = await client.status(this._options.path);
    if (repository) {
      const files = paths.map(path => ({ path }));
      await client.discard({ repository: repository.path, files });
    }
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
