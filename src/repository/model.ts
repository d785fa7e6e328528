import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Status } from '../api/types';
import { Followed } from '../followed';
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
    return this._known.path;
  }

  get status(): Status | null {
    return this._known.value;
  }

  get error(): ApiError | null {
    return this._known.error;
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
    if (this._isPinned || (path === this.followed && this._known.isAsked)) {
      return;
    }
    this._known.path = path;
    this.changed.emit();
    void this.refresh();
  }

  /** Ask again. Who asks while a question is on its way gets the answer to the next one. */
  refresh(): Promise<void> {
    return this._known.refresh();
  }

  take(status: Status): void {
    if (this._isAboutSame(status)) {
      this._known.take(status);
    } else {
      void this.refresh();
    }
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

  private _isAboutSame(status: Status): boolean {
    const now = this.status?.repository?.path;
    return now !== undefined && now === status.repository?.path;
  }

  private readonly _known = new Followed<Status>({
    ask: path => this.client.status(path),
    onChanged: () => {
      this.changed.emit();
    },
    onAnswered: () => {
      this.touched.emit();
    }
  });
  /** What would be followed without a pin. */
  private _wanted = '';
  private _isPinned = false;
}
