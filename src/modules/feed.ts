import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Throttler } from '@lumino/polling';

import type { IDocuments, IRepository } from '../tokens';
import type { ModulesModel } from './model';

/** Schema of the events that tell of modules. */
export const MODULES_CHANGED =
  'https://jupyter-mlops.org/events/modules-changed/v1';

/** Least time from one question to the next, in milliseconds. */
const REST = 300;

/** Keeps the modules fresh: by events, by what happens in the repository, by what the Lab saves. */
export class ModulesFeed implements IDisposable {
  constructor(private readonly _options: ModulesFeed.IOptions) {
    const { model, repository, documents, events } = _options;
    this._throttler = new Throttler(() => model.expire(), {
      limit: REST,
      edge: 'trailing'
    });
    repository.changed.connect(this._follow);
    repository.touched.connect(this._expire);
    documents.changed.connect(this._onDocumentChanged);
    events.stream.connect(this._onEvent);
  }

  get isDisposed(): boolean {
    return this._throttler.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      const { repository, documents, events } = this._options;
      repository.changed.disconnect(this._follow);
      repository.touched.disconnect(this._expire);
      documents.changed.disconnect(this._onDocumentChanged);
      events.stream.disconnect(this._onEvent);
      this._throttler.dispose();
    }
  }

  private readonly _follow = (): void => {
    this._options.model.follow(this._options.repository.followed);
  };

  private readonly _onEvent = (_: unknown, emission: Event.Emission): void => {
    if (emission.schema_id === MODULES_CHANGED) {
      this._expire();
    }
  };

  /** A folder without version control tells of nothing: what the Lab saves counts there. */
  private readonly _onDocumentChanged = (_: unknown, path: string): void => {
    const isModule = /\.(ipynb|py)$/.test(path);
    if (isModule && !this._options.documents.dirty().includes(path)) {
      this._expire();
    }
  };

  private readonly _expire = (): void => {
    void this._throttler.invoke();
  };

  private readonly _throttler: Throttler;
}

export namespace ModulesFeed {
  /** Who is kept fresh, and by what. */
  export interface IOptions {
    model: ModulesModel;
    repository: IRepository;
    documents: IDocuments;
    events: Event.IManager;
  }
}
