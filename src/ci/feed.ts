import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Throttler } from '@lumino/polling';

import type { IRepository } from '../tokens';
import type { CiModel } from './model';

const EVENTS = 'https://jupyter-mlops.org/events/';

/** Least time from one question to the next, in milliseconds. */
const REST = 500;

/** Keeps the checks fresh: by events, and by what happens in the repository. */
export class CiFeed implements IDisposable {
  constructor(private readonly _options: CiFeed.IOptions) {
    const { model, repository, events } = _options;
    const limited = { limit: REST, edge: 'trailing' } as const;
    this._expiring = new Throttler(() => model.expire(), limited);
    this._progress = new Throttler(() => model.refreshHere(), limited);
    repository.changed.connect(this._follow);
    repository.touched.connect(this._expire);
    events.stream.connect(this._onEvent);
  }

  get isDisposed(): boolean {
    return this._expiring.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      const { repository, events } = this._options;
      repository.changed.disconnect(this._follow);
      repository.touched.disconnect(this._expire);
      events.stream.disconnect(this._onEvent);
      this._expiring.dispose();
      this._progress.dispose();
    }
  }

  private readonly _follow = (): void => {
    const { model, repository } = this._options;
    // Until something is looked at there is nothing to ask about.
    if (repository.status !== null || repository.followed !== '') {
      model.follow(repository.followed);
    }
  };

  private readonly _expire = (): void => {
    void this._expiring.invoke();
  };

  private readonly _onEvent = (_: unknown, emission: Event.Emission): void => {
    const { run_id: id } = emission;
    if (typeof id !== 'string') {
      return;
    }
    if (emission.schema_id.startsWith(`${EVENTS}check-ended/`)) {
      void this._options.model.noteEnd(id);
    } else if (emission.schema_id.startsWith(`${EVENTS}check-progressed/`)) {
      this._options.model.noteProgress(id);
      void this._progress.invoke();
    }
  };

  private readonly _expiring: Throttler;
  private readonly _progress: Throttler;
}

export namespace CiFeed {
  /** Who is kept fresh, and by what. */
  export interface IOptions {
    model: CiModel;
    repository: IRepository;
    events: Event.IManager;
  }
}
