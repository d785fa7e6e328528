import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';

/** A removal under way: taken back with `undo` until it is `done`. */
export interface IRemoval {
  /** Take the removal back; false where it is too late. */
  undo(): boolean;
  /** Settles with the removal: true where it was carried out, false where it was taken back. */
  readonly done: Promise<boolean>;
}

interface IPending {
  timer: ReturnType<typeof setTimeout>;
  settle: (keepalive: boolean) => Promise<void>;
}

/**
 * Deletions that wait for the time in which they can be taken back.
 *
 * The server has no undo, so the request leaves when the time is over, or when the page does.
 */
export class Removals implements IDisposable {
  /**
   * @param _remove - Carries a deletion out.
   * @param _delay - Time for second thoughts, in milliseconds.
   */
  constructor(
    private readonly _remove: (id: string, keepalive: boolean) => Promise<void>,
    private readonly _delay = 6000
  ) {
    window.addEventListener('pagehide', this._onPageHide);
  }

  /** Something is on its way out, or has been taken back. */
  readonly changed = new Signal<this, void>(this);

  /** Whether something is on its way out. */
  has(id: string): boolean {
    return this._pending.has(id);
  }

  /** Delete something when its time is over. */
  schedule(id: string): IRemoval {
    let resolve: (removed: boolean) => void;
    let reject: (error: unknown) => void;
    const done = new Promise<boolean>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    const settle = async (keepalive: boolean): Promise<void> => {
      try {
        await this._remove(id, keepalive);
        resolve(true);
      } catch (error) {
        reject(asApiError(error));
      } finally {
        this._pending.delete(id);
      }
    };
    const timer = setTimeout(() => void settle(false), this._delay);
    this._pending.set(id, { timer, settle });
    this.changed.emit();
    const undo = (): boolean => {
      const waiting = this._pending.delete(id);
      clearTimeout(timer);
      resolve(false);
      this.changed.emit();
      return waiting;
    };
    return { undo, done };
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Carry out at once what still waits. */
  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      window.removeEventListener('pagehide', this._onPageHide);
      this._flush(false);
      Signal.clearData(this);
    }
  }

  private _flush(keepalive: boolean): void {
    for (const { timer, settle } of [...this._pending.values()]) {
      clearTimeout(timer);
      void settle(keepalive);
    }
  }

  private readonly _onPageHide = (): void => {
    this._flush(true);
  };

  private _isDisposed = false;
  private readonly _pending = new Map<string, IPending>();
}
