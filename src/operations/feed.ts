import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';

import type { OperationsModel } from './model';

/** Schema of the events that tell of operations. */
export const GIT_OPERATION =
  'https://jupyter-mlops.org/events/git-operation/v1';

/** How long events may be silent before the server is asked, in milliseconds. */
const SILENCE = 1_500;

/** Keeps running operations fresh: from the event stream, or by asking where that is silent. */
export class OperationsFeed implements IDisposable {
  constructor(
    private readonly _model: OperationsModel,
    private readonly _events: Event.IManager
  ) {
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:operations',
      frequency: { interval: SILENCE, backoff: false },
      standby: 'never',
      factory: () => this._ask()
    });
    this._events.stream.connect(this._onEvent);
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
    }
  }

  private readonly _onEvent = (_: unknown, emission: Event.Emission): void => {
    const id = emission.operation_id;
    if (emission.schema_id === GIT_OPERATION && typeof id === 'string') {
      this._heard = Date.now();
      void this._model.look(id);
    }
  };

  private readonly _onModelChanged = (): void => {
    const isRunning = this._model.running.length > 0;
    if (isRunning !== this._isRunning) {
      this._isRunning = isRunning;
      void (isRunning ? this._poll.start() : this._poll.stop());
    }
  };

  private async _ask(): Promise<void> {
    if (Date.now() - this._heard >= SILENCE) {
      const { running } = this._model;
      await Promise.all(running.map(each => this._model.look(each.id)));
    }
  }

  private _heard = 0;
  private _isRunning = false;
  private readonly _poll: Poll;
}
