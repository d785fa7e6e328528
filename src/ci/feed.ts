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
    this._here = new Throttler(() => model.refreshHere(), limited);
    this._remote = new Throttler(() => model.expireRemote(), limited);
    repository.changed.connect(this._follow);
    repository.touched.connect(this._onTouched);
    events.stream.connect(this._onEvent);
  }

  get isDisposed(): boolean {
    return this._here.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      const { repository, events } = this._options;
      repository.changed.disconnect(this._follow);
      repository.touched.disconnect(this._onTouched);
      events.stream.disconnect(this._onEvent);
      this._here.dispose();
      this._remote.dispose();
    }
  }

  private readonly _follow = (): void => {
    const { model, repository } = this._options;
    // Until something is looked at there is nothing to ask about.
    if (repository.status !== null || repository.followed !== '') {
      model.follow(repository.followed);
    }
    const tip = tipOf(repository);
    if (tip !== this._tip) {
      this._tip = tip;
      void this._remote.invoke();
    }
  };

  private readonly _onTouched = (): void => {
    void this._here.invoke();
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
      void this._here.invoke();
    }
  };

  private readonly _here: Throttler;
  private readonly _remote: Throttler;
  private _tip = '';
}

/** What forges are asked about: where HEAD is, and how far it is from its remote. */
function tipOf({ status }: IRepository): string {
  const { path, commit, upstream, remotes } = status?.repository ?? {};
  return JSON.stringify([path, commit, upstream, remotes]);
}

export namespace CiFeed {
  /** Who is kept fresh, and by what. */
  export interface IOptions {
    model: CiModel;
    repository: IRepository;
    events: Event.IManager;
  }
}
