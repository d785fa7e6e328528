import { JSONExt } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Status } from '../api/types';
import type { IRepository } from '../tokens';

/** The repository that is looked at: around the followed path, as the server told last. */
export class RepositoryModel implements IRepository, IDisposable {
  constructor(readonly client: GitClient) {}

  readonly changed: Signal<IRepository, void> = new Signal<IRepository, void>(
    this
  );
  readonly touched: Signal<IRepository, void> = new Signal<IRepository, void>(
    this
  );

  get followed(): string {
    return this._followed;
  }

  get status(): Status | null {
    return this._status;
  }

  get error(): ApiError | null {
    return this._error;
  }

  /** Whether the panel stays where it is, whatever is looked at. */
  get isPinned(): boolean {
    return this._isPinned;
  }

  /** Pin; or follow again, from what is looked at now. */
  setPinned(pinned: boolean): void {
    this._isPinned = pinned;
    if (!pinned) {
      this.follow(this._wanted);
    }
    this.changed.emit();
  }

  /**
   * Look at the repository around a path.
   *
   * What is known of the former one stays until the answer is here: within a repository, which is
   * the usual way, nothing flickers.
   *
   * @param path - Contents path of a file or folder.
   */
  follow(path: string): void {
    this._wanted = path;
    if (this._isPinned || (path === this._followed && this._isAsked)) {
      return;
    }
    this._followed = path;
    this.changed.emit();
    void this.refresh();
  }

  /** Ask again. Who asks while a question is on its way gets the answer to the next one. */
  refresh(): Promise<void> {
    this._isAsked = true;
    if (this._asking === null) {
      this._asking = this._ask().finally(() => {
        this._asking = null;
      });
      return this._asking;
    }
    this._next ??= this._asking.then(() => {
      this._next = null;
      return this.refresh();
    });
    return this._next;
  }

  take(status: Status): void {
    if (this._isAboutSame(status)) {
      // What is on its way was asked before: it may know less.
      this._turn += 1;
      this._put(status, null);
    } else {
      void this.refresh();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._turn += 1;
      Signal.clearData(this);
    }
  }

  private async _ask(): Promise<void> {
    const turn = (this._turn += 1);
    const path = this._followed;
    const answer = await this.client.status(path).then(
      status => ({ status, error: null }),
      (error: unknown) => ({
        // Of another path nothing is known then.
        status: path === this._answered ? this._status : null,
        error: asApiError(error)
      })
    );
    if (turn === this._turn && path === this._followed) {
      this._answered = path;
      this._put(answer.status, answer.error);
    }
  }

  private _isAboutSame(status: Status): boolean {
    const now = this._status?.repository?.path;
    return now !== undefined && now === status.repository?.path;
  }

  private _put(status: Status | null, error: ApiError | null): void {
    const isSame =
      JSONExt.deepEqual(status, this._status) &&
      error?.message === this._error?.message;
    this._status = status;
    this._error = error;
    if (!isSame) {
      this.changed.emit();
    }
    this.touched.emit();
  }

  private _followed = '';
  /** What would be followed without a pin. */
  private _wanted = '';
  /** The path that the status answers. */
  private _answered = '';
  private _status: Status | null = null;
  private _error: ApiError | null = null;
  private _isPinned = false;
  private _isAsked = false;
  private _isDisposed = false;
  private _asking: Promise<void> | null = null;
  private _next: Promise<void> | null = null;
  private _turn = 0;
}
