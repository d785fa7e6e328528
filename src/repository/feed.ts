import type { Contents, Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer, Poll } from '@lumino/polling';

import type { RepositoryModel } from './model';

/** Schema of the events that tell of repositories. */
export const REPOSITORY_CHANGED =
  'https://jupyter-mlops.org/events/repository-changed/v1';

/** How often to ask where nobody watches, in milliseconds. */
const UNWATCHED = 10_000;
/** How often to ask so that the server goes on watching: it stops for who is silent. */
const WATCHED = 4 * 60_000;
/** How long to wait for more of the same, in milliseconds. */
const PAUSE = 150;

/**
 * Keeps a repository's model fresh: by events; by asking now and then where the server can't watch.
 */
export class RepositoryFeed implements IDisposable {
  constructor(
    private readonly _model: RepositoryModel,
    private readonly _events: Event.IManager,
    private readonly _contents: Contents.IManager
  ) {
    this._debouncer = new Debouncer(() => this._model.refresh(), PAUSE);
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:repository',
      frequency: { interval: UNWATCHED, backoff: true, max: 6 * UNWATCHED },
      standby: 'when-hidden',
      factory: () => this._model.refresh()
    });
    this._events.stream.connect(this._onEvent);
    this._contents.fileChanged.connect(this._onFileChanged);
    this._model.changed.connect(this._onModelChanged);
    document.addEventListener('visibilitychange', this._onVisible);
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._events.stream.disconnect(this._onEvent);
      this._contents.fileChanged.disconnect(this._onFileChanged);
      this._model.changed.disconnect(this._onModelChanged);
      document.removeEventListener('visibilitychange', this._onVisible);
      this._debouncer.dispose();
      this._poll.dispose();
    }
  }

  private readonly _onEvent = (_: unknown, emission: Event.Emission): void => {
    const path = this._model.status?.repository?.path;
    if (
      emission.schema_id === REPOSITORY_CHANGED &&
      path !== undefined &&
      emission.repository === path
    ) {
      this._refreshSoon();
    }
  };

  /** What the Lab itself writes need not wait for the next question. */
  private readonly _onFileChanged = (): void => {
    const status = this._model.status;
    if (status !== null && status.repository?.watched !== true) {
      this._refreshSoon();
    }
  };

  private readonly _onModelChanged = (): void => {
    const repository = this._model.status?.repository ?? null;
    const interval =
      repository === null ? 0 : repository.watched ? WATCHED : UNWATCHED;
    if (interval === this._interval) {
      return;
    }
    this._interval = interval;
    if (interval === 0) {
      void this._poll.stop();
      return;
    }
    this._poll.frequency = { interval, backoff: true, max: 6 * interval };
    // Not started, which would ask at once what has just been answered.
    void this._poll.schedule({ phase: 'started', interval });
  };

  /** Events may have been missed while nobody looked. */
  private readonly _onVisible = (): void => {
    if (!document.hidden && this._model.status !== null) {
      this._refreshSoon();
    }
  };

  private _refreshSoon(): void {
    void this._debouncer.invoke();
  }

  private _interval = 0;
  private readonly _debouncer: Debouncer;
  private readonly _poll: Poll;
}
