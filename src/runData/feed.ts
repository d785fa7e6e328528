import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll, Throttler } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';

import { readRunEvent } from './merge';
import type { IRunEvent } from './merge';

/** What shows runs and wants to hear of them. */
export interface IFed {
  /** What is shown has changed. */
  readonly changed: ISignal<unknown, unknown>;
  /** Whether something that is shown may still change. */
  readonly hasActive: boolean;
  /** Take in what an event says. */
  apply(event: IRunEvent): Promise<void>;
  /** Ask for all that is shown. */
  refresh(): Promise<void>;
  /** Runs were put into the queue, or left it: those that wait are told of in no other way. */
  queueChanged?(): Promise<void>;
}

/** Schema id of the event that tells of the queue. */
export const QUEUE_CHANGED =
  'https://jupyter-mlops.org/events/queue-changed/v1';

/** How long events may be silent before the list is asked for, in milliseconds. */
const SILENCE = 10_000;

/**
 * Keeps a model fresh: from the event stream, or by asking where that has gone silent.
 *
 * An event stream that is cut says nothing of it, and a proxy may not let web sockets through.
 */
export class RunsFeed implements IDisposable {
  constructor(
    private readonly _model: IFed,
    private readonly _events: Event.IManager
  ) {
    this._events.stream.connect(this._onEvent);
    this._teller = new Throttler(async () => this._model.queueChanged?.(), {
      limit: 1000,
      edge: 'trailing'
    });
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:runs',
      frequency: { interval: SILENCE, backoff: true, max: 6 * SILENCE },
      standby: 'when-hidden',
      factory: () => this._refresh()
    });
    this._model.changed.connect(this._onModelChanged);
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._events.stream.disconnect(this._onEvent);
      this._model.changed.disconnect(this._onModelChanged);
      this._poll.dispose();
      this._teller.dispose();
    }
  }

  private readonly _onEvent = (
    _: Event.IManager,
    emission: Event.Emission
  ): void => {
    if (emission.schema_id === QUEUE_CHANGED) {
      this._heard = Date.now();
      void this._teller.invoke();
    }
    const event = readRunEvent(emission);
    if (event) {
      this._heard = Date.now();
      void this._model.apply(event);
    }
  };

  private readonly _onModelChanged = (): void => {
    if (this._model.hasActive === this._isPolling) {
      return;
    }
    this._isPolling = this._model.hasActive;
    void (this._isPolling ? this._poll.start() : this._poll.stop());
  };

  private async _refresh(): Promise<void> {
    if (Date.now() - this._heard >= SILENCE) {
      await this._model.refresh();
    }
  }

  private _heard = 0;
  private _isPolling = false;
  private readonly _poll: Poll;
  private readonly _teller: Throttler;
}
