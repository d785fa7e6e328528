import { JSONExt } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { ModulesClient } from '../api/modulesClient';
import type { Modules } from '../api/types';
import type { IDocuments, IModules } from '../tokens';

/** The modules of the project around the followed path, as the server told last. */
export class ModulesModel implements IModules, IDisposable {
  constructor(
    readonly client: ModulesClient,
    private readonly _documents: IDocuments
  ) {}

  readonly changed: Signal<IModules, void> = new Signal<IModules, void>(this);
  /** The server has answered, even if it says the same: modules may still have been written. */
  readonly answered = new Signal<this, void>(this);

  get followed(): string {
    return this._followed;
  }

  get status(): Modules | null {
    return this._status;
  }

  get error(): ApiError | null {
    return this._error;
  }

  /** Whether a view shows the modules. */
  get isVisible(): boolean {
    return this._isVisible;
  }

  /** Whether anybody can see what is known: a section, or the badges of a notebook. */
  get isWanted(): boolean {
    return this._isVisible || /\.(ipynb|py)$/.test(this._followed);
  }

  /**
   * Look at the project around a path.
   *
   * What is known of the former one stays until the answer is here: within a project nothing flickers.
   *
   * @param path - Contents path of a file or folder.
   */
  follow(path: string): void {
    if (path !== this._followed || !this._isAsked) {
      this._followed = path;
      this._isStale = true;
      this.changed.emit();
      void this._refreshIfWanted();
    }
  }

  /** Whether a view shows the modules, wherever the user looks. */
  setVisible(visible: boolean): void {
    if (visible !== this._isVisible) {
      this._isVisible = visible;
      this.changed.emit();
      void this._refreshIfWanted();
    }
  }

  /** Something has happened: ask again, now or as soon as somebody looks. */
  expire(): Promise<void> {
    this._isStale = true;
    return this._refreshIfWanted();
  }

  /** Ask again. Who asks while a question is on its way gets the answer to the next one. */
  refresh(): Promise<void> {
    this._isAsked = true;
    this._isStale = false;
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

  take(status: Modules): void {
    if (this._status?.project === status.project) {
      // What is on its way was asked before: it may know less.
      this._turn += 1;
      // A request may have been about another notebook than the one that is followed.
      this._put({ ...status, targets: this._status.targets }, null);
    } else {
      void this.refresh();
    }
  }

  async save(paths: readonly string[]): Promise<boolean> {
    const dirty = new Set(this._documents.dirty());
    const unsaved = paths.filter(path => dirty.has(path));
    for (const path of unsaved) {
      await this._documents.save(path);
    }
    const left = new Set(this._documents.dirty());
    // JupyterLab has said why where that failed.
    return !unsaved.some(path => left.has(path));
  }

  async reload(paths: readonly string[]): Promise<void> {
    await Promise.all(paths.map(path => this._documents.reload(path)));
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

  private async _refreshIfWanted(): Promise<void> {
    if (this._isStale && this.isWanted) {
      await this.refresh();
    }
  }

  private async _ask(): Promise<void> {
    const turn = (this._turn += 1);
    const path = this._followed;
    const answer = await this.client.modules(path).then(
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

  private _put(status: Modules | null, error: ApiError | null): void {
    const isSame =
      JSONExt.deepEqual(status, this._status) &&
      error?.message === this._error?.message;
    this._status = status;
    this._error = error;
    if (!isSame) {
      this.changed.emit();
    }
    this.answered.emit();
  }

  private _followed = '';
  /** The path that the status answers. */
  private _answered = '';
  private _status: Modules | null = null;
  private _error: ApiError | null = null;
  private _isVisible = false;
  private _isAsked = false;
  private _isStale = true;
  private _isDisposed = false;
  private _asking: Promise<void> | null = null;
  private _next: Promise<void> | null = null;
  private _turn = 0;
}
