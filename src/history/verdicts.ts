import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { CommitVerdict } from '../api/types';
import type { ICi, IRepository } from '../tokens';

/** What the checks say of the commits of one repository; asked for as they come into view. */
export class CommitVerdicts implements IDisposable {
  constructor(private readonly _options: CommitVerdicts.IOptions) {
    _options.ci?.changed.connect(this._onChanged);
  }

  readonly changed = new Signal<this, void>(this);

  /** The newest checks of a commit; null where there are none, or where that is not known. */
  of(commit: string): CommitVerdict | null {
    const { ci, repository, path } = this._options;
    // What is asked is asked about the project that is looked at.
    const isSame = repository.status?.repository?.path === path;
    return (isSame ? ci?.verdict(commit) : null) ?? null;
  }

  /** Show what the checks say. */
  show(): void {
    this._options.showCi();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._options.ci?.changed.disconnect(this._onChanged);
      Signal.clearData(this);
    }
  }

  private readonly _onChanged = (): void => {
    this.changed.emit();
  };

  private _isDisposed = false;
}

export namespace CommitVerdicts {
  /** Whose commits, and who knows of them. */
  export interface IOptions {
    /** Contents path of the repository whose commits are listed. */
    path: string;
    repository: IRepository;
    ci: ICi | null;
    showCi: () => void;
  }
}
