import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll, Throttler } from '@lumino/polling';

/** What all our events' schema ids begin with. */
const EVENTS = 'https://jupyter-mlops.org/events/';

/** How long to wait for events before asking anyway, in milliseconds. */
const SILENCE = 15_000;

/**
 * Asks again when something has happened, as long as somebody looks.
 *
 * An event stream that is cut says nothing of it, so it asks now and then as well.
 */
export class LiveRefresh implements IDisposable {
  constructor(private readonly _options: LiveRefresh.IOptions) {
    const { events, refresh, rest = 300 } = _options;
    this._throttler = new Throttler(refresh, { limit: rest, edge: 'trailing' });
    events.stream.connect(this._onEvent);
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:live-refresh',
      frequency: { interval: SILENCE, backoff: true, max: 6 * SILENCE },
      standby: 'when-hidden',
      factory: () => this._throttler.invoke()
    });
  }

  /** Whether somebody looks. */
  get isWatched(): boolean {
    return this._isWatched;
  }

  set isWatched(isWatched: boolean) {
    if (isWatched !== this._isWatched && !this.isDisposed) {
      this._isWatched = isWatched;
      if (isWatched) {
        this.ask();
      }
      void (isWatched ? this._poll.start() : this._poll.stop());
    }
  }

  /** Ask soon. */
  ask(): void {
    if (!this.isDisposed) {
      void this._throttler.invoke();
    }
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._options.events.stream.disconnect(this._onEvent);
      this._poll.dispose();
      this._throttler.dispose();
    }
  }

  private readonly _onEvent = (
    _: Event.IManager,
    { schema_id: schema }: Event.Emission
  ): void => {
    const name = schema.startsWith(EVENTS) ? schema.slice(EVENTS.length) : '';
    const { about } = this._options;
    if (this._isWatched && about.some(each => name.startsWith(`${each}/`))) {
      this.ask();
    }
  };

  private _isWatched = false;
  private readonly _throttler: Throttler;
  private readonly _poll: Poll;
}

export namespace LiveRefresh {
  /** What is asked for, and when. */
  export interface IOptions {
    events: Event.IManager;
    /** Names of the events that are news: `run-ended`. */
    about: readonly string[];
    /** Asks; never fails. */
    refresh: () => Promise<void>;
    /** Least time from one question to the next, in milliseconds. */
    rest?: number;
  }
}
