import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import type { ModulesClient } from '../api/modulesClient';
import type { Modules } from '../api/types';
import { Followed } from '../followed';
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
    return this._known.path;
  }

  get status(): Modules | null {
    return this._known.value;
  }

  get error(): ApiError | null {
    return this._known.error;
  }

  /** Whether a view shows the modules. */
  get isVisible(): boolean {
    return this._isVisible;
  }

  /** Whether anybody can see what is known: a section, or the badges of a notebook. */
  get isWanted(): boolean {
    return this._isVisible || /\.(ipynb|py)$/.test(this.followed);
  }

  /**
   * Look at the project around a path.
   *
   * What is known of the former one stays until the answer is here: within a project nothing flickers.
   *
   * @param path - Contents path of a file or folder.
   */
  follow(path: string): void {
    if (path !== this.followed || !this._known.isAsked) {
      this._known.path = path;
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
    return this._known.refresh();
  }

  take(status: Modules): void {
    if (this.status?.project === status.project) {
      // A request may have been about another notebook than the one that is followed.
      this._known.take({ ...status, targets: this.status.targets });
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
    return this._known.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._known.dispose();
      Signal.clearData(this);
    }
  }

  private async _refreshIfWanted(): Promise<void> {
    if (this._isStale && this.isWanted) {
      await this.refresh();
    }
  }

  private readonly _known = new Followed<Modules>({
    ask: path => {
      this._isStale = false;
      return this.client.modules(path);
    },
    onChanged: () => {
      this.changed.emit();
    },
    onAnswered: () => {
      this.answered.emit();
    }
  });
  private _isVisible = false;
  private _isStale = true;
}
