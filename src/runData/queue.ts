import type { Event } from '@jupyterlab/services';
import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer, Poll } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Limits, Queue } from '../api/types';
import { QUEUE_CHANGED } from './feed';

/** Events that say the same in other words, by the beginnings of their schema ids. */
const RUN_EVENTS = 'https://jupyter-mlops.org/events/run-';

/** How often the queue is asked for where no event comes, in milliseconds. */
const FALLBACK = 10_000;

/** What there is to do and who does it, as far as somebody looks. */
export class QueueModel implements IDisposable {
  constructor(
    readonly client: JobsClient,
    private readonly _events: Event.IManager
  ) {
    _events.stream.connect(this._onEvent);
    this._debouncer = new Debouncer(() => this.refresh(), 300);
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:queue',
      frequency: { interval: FALLBACK, backoff: true, max: 6 * FALLBACK },
      standby: () => this._watchers === 0 || 'when-hidden',
      factory: () => this.refresh()
    });
  }

  readonly changed = new Signal<this, void>(this);

  /** The queue; null until it has been asked for. */
  get queue(): Queue | null {
    return this._queue;
  }

  /** Why the last question failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Begin to look: asks now, and again when something happens. Ends with the result. */
  watch(): IDisposable {
    this._watchers += 1;
    if (this._watchers === 1) {
      void this._poll.refresh();
    }
    let isDisposed = false;
    return {
      get isDisposed() {
        return isDisposed;
      },
      dispose: () => {
        if (!isDisposed) {
          isDisposed = true;
          this._watchers -= 1;
          if (this._watchers === 0) {
            void this._poll.stop();
          }
        }
      }
    };
  }

  /** Ask. */
  async refresh(): Promise<void> {
    try {
      this.take(await this.client.queue());
    } catch (error) {
      this._error = asApiError(error);
      this.changed.emit();
    }
  }

  /** Take over what a request has answered with. */
  take(queue: Queue): void {
    if (!this.isDisposed) {
      this._queue = queue;
      this._error = null;
      this.changed.emit();
    }
  }

  /** Start nothing more for now, or go on. */
  async setPaused(paused: boolean): Promise<void> {
    const limits = this._queue?.limits ?? (await this.client.queue()).limits;
    await this.setLimits({ ...limits, paused });
  }

  /** Set how much runs at a time. */
  async setLimits(limits: Limits): Promise<void> {
    this.take(await this.client.setLimits(limits));
  }

  /** Let the worker finish what runs, start nothing more, and end. */
  async drain(): Promise<void> {
    this.take(await this.client.drain());
  }

  /** Start a worker. */
  async startWorker(): Promise<void> {
    this.take(await this.client.startWorker());
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._events.stream.disconnect(this._onEvent);
      this._debouncer.dispose();
      this._poll.dispose();
      Signal.clearData(this);
    }
  }

  private readonly _onEvent = (
    _: Event.IManager,
    emission: Event.Emission
  ): void => {
    const schema = emission.schema_id;
    const isNews = schema === QUEUE_CHANGED || schema.startsWith(RUN_EVENTS);
    if (isNews && this._watchers > 0) {
      void this._debouncer.invoke();
    }
  };

  private readonly _debouncer: Debouncer;
  private readonly _poll: Poll;
  private _queue: Queue | null = null;
  private _error: ApiError | null = null;
  private _watchers = 0;
  private _isDisposed = false;
}

export const IQueueModel = new Token<QueueModel>(
  'jupyter-mlops:IQueueModel',
  'What there is to do and who does it, for all who show it.'
);
