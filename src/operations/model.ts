import type { IDisposable } from '@lumino/disposable';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Operation, OperationRequest } from '../api/types';

/** What talks to remotes now: clone, fetch, pull, push. */
export class OperationsModel implements IDisposable {
  constructor(readonly client: GitClient) {}

  /** What is shown has changed. */
  readonly changed = new Signal<this, void>(this);

  /** Those that run, in the order of their start. */
  get running(): readonly Operation[] {
    return [...this._running.values()];
  }

  /** Whether one runs in a repository. */
  isBusy(repository: string): boolean {
    return this.running.some(each => each.repository === repository);
  }

  /** Whether an operation was started from this page. */
  isMine(id: string): boolean {
    return this._ends.has(id);
  }

  /** Start an operation. */
  async start(request: OperationRequest): Promise<Operation> {
    const operation = await this.client.operate(request);
    this._ends.set(operation.id, new PromiseDelegate());
    this._take(operation);
    return operation;
  }

  /** How an operation that was started here ended. */
  async end(id: string): Promise<Operation> {
    const end = this._ends.get(id);
    if (!end) {
      throw new Error(`unknown operation ${id}`);
    }
    const operation = await end.promise;
    this._ends.delete(id);
    return operation;
  }

  /** Stop an operation. */
  async cancel(id: string): Promise<void> {
    this._take(await this.client.cancelOperation(id));
  }

  /** Answer a prompt; null refuses. */
  async answer(
    id: string,
    prompt: string,
    answer: string | null,
    remember: boolean
  ): Promise<void> {
    this._take(await this.client.answer(id, prompt, answer, remember));
  }

  /**
   * Ask where an operation stands.
   *
   * Progress is told faster than answers come: while one is on its way, one more is enough.
   */
  async look(id: string): Promise<void> {
    if (this._looking.has(id)) {
      this._again.add(id);
      return;
    }
    this._looking.add(id);
    try {
      do {
        this._again.delete(id);
        await this._ask(id);
      } while (this._again.has(id));
    } finally {
      this._looking.delete(id);
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  private async _ask(id: string): Promise<void> {
    try {
      this._take(await this.client.operation(id));
    } catch (error) {
      // A server that was restarted knows nothing of it: it will never end.
      if (asApiError(error).code === 'not_found') {
        this._lose(id);
      }
    }
  }

  private _lose(id: string): void {
    const known = this._running.get(id);
    if (known) {
      this._take({ ...known, state: 'cancelled', prompt: null });
    }
  }

  private _take(operation: Operation): void {
    const { id } = operation;
    if (operation.state === 'running') {
      if (!this._ended.has(id)) {
        this._running.set(id, operation);
      }
    } else {
      // An answer that was on its way may still say that it runs.
      this._ended.add(id);
      this._running.delete(id);
      this._ends.get(id)?.resolve(operation);
    }
    this.changed.emit();
  }

  private readonly _running = new Map<string, Operation>();
  private readonly _ended = new Set<string>();
  private readonly _ends = new Map<string, PromiseDelegate<Operation>>();
  private readonly _looking = new Set<string>();
  private readonly _again = new Set<string>();
  private _isDisposed = false;
}
