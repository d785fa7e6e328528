import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { ModulesModel } from './model';

/** How long to wait for more of the same, in milliseconds: to compare public APIs takes its time. */
const PAUSE = 1_000;

/**
 * Knows which version is advised next, while somebody looks.
 *
 * It is about what is exported: with anything ahead it would be outdated as soon as it is read.
 */
export class VersionAdvice implements IDisposable {
  constructor(private readonly _modules: ModulesModel) {
    this._debouncer = new Debouncer(() => this._ask(), PAUSE);
    _modules.changed.connect(this._onChanged);
    _modules.answered.connect(this._askSoon);
    this._askSoon();
  }

  readonly changed = new Signal<this, void>(this);

  /** The version that is advised; null where none is known, or nothing has changed. */
  get next(): string | null {
    return this._next;
  }

  get isDisposed(): boolean {
    return this._debouncer.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._modules.changed.disconnect(this._onChanged);
      this._modules.answered.disconnect(this._askSoon);
      this._debouncer.dispose();
      Signal.clearData(this);
    }
  }

  private readonly _onChanged = (): void => {
    this._turn += 1;
    if (this._isSettled()) {
      this._askSoon();
    } else {
      this._put(null);
    }
  };

  /** Modules that are in step again may have another API than before. */
  private readonly _askSoon = (): void => {
    if (this._isSettled()) {
      void this._debouncer.invoke();
    }
  };

  private _isSettled(): boolean {
    const { status, isVisible } = this._modules;
    return (
      isVisible &&
      status !== null &&
      status.can_release &&
      status.modules.length > 0 &&
      status.modules.every(({ state }) => state === 'in_step')
    );
  }

  private async _ask(): Promise<void> {
    const turn = this._turn;
    const { client, followed } = this._modules;
    try {
      const { advised, latest, reasons } = await client.releasePlan(followed);
      if (turn === this._turn && !this.isDisposed) {
        this._put(latest === '' || reasons.length > 0 ? advised : null);
      }
    } catch {
      // Only a hint: the dialog of releases says what is wrong.
    }
  }

  private _put(next: string | null): void {
    if (next !== this._next) {
      this._next = next;
      this.changed.emit();
    }
  }

  private _next: string | null = null;
  private _turn = 0;
  private readonly _debouncer: Debouncer;
}
