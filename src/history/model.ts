import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { CommitFiles, CommitSummary } from '../api/types';

/** Commits asked for at once. */
const PAGE = 50;
/** Most that the server gives at once. */
const MOST = 200;

/** The commits of a branch, or those of a file, and what each of them changed. */
export class HistoryModel implements IDisposable {
  /**
   * @param repository - Contents path of the worktree's root.
   * @param path - Contents path of a file that the history may be narrowed to; null for none.
   * @param narrowed - Whether it is at first.
   */
  constructor(
    readonly client: GitClient,
    readonly repository: string,
    path: string | null = null,
    narrowed = false
  ) {
    this._path = path;
    this._isNarrowed = narrowed && path !== null;
  }

  /** Anything that the view shows has changed. */
  readonly changed = new Signal<this, void>(this);

  get commits(): readonly CommitSummary[] {
    return this._commits;
  }

  /** Whether older commits wait on the server. */
  get hasMore(): boolean {
    return this._hasMore;
  }

  get isLoaded(): boolean {
    return this._isLoaded;
  }

  get error(): ApiError | null {
    return this._error;
  }

  /** The file that the history may be narrowed to. */
  get path(): string | null {
    return this._path;
  }

  /** Whether only commits that changed the file are listed. */
  get isNarrowed(): boolean {
    return this._isNarrowed;
  }

  /** Be about another file, or about none. */
  show(path: string | null, narrowed: boolean): void {
    if (path === this._path && narrowed === this._isNarrowed) {
      return;
    }
    const isOther =
      narrowed !== this._isNarrowed || (narrowed && path !== this._path);
    this._path = path;
    this._isNarrowed = narrowed && path !== null;
    if (isOther) {
      this._commits = [];
      this._isLoaded = false;
      this._active = null;
      void this.refresh();
    }
    this.changed.emit();
  }

  /** The commit whose changes are shown. */
  get active(): CommitSummary | null {
    return this._commits.find(each => each.commit === this._active) ?? null;
  }

  /** Show what a commit changed. */
  activate(commit: string | null): void {
    this._active = commit;
    this._detailError = null;
    this.changed.emit();
    if (commit !== null && !this._details.has(commit)) {
      void this._loadDetail(commit);
    }
  }

  /** What the active commit changed; null until that is known. */
  get detail(): CommitFiles | null {
    return this._active === null
      ? null
      : (this._details.get(this._active) ?? null);
  }

  /** Why what the active commit changed is not known. */
  get detailError(): ApiError | null {
    return this._detailError;
  }

  /** Ask again, for as many as are listed. */
  async refresh(): Promise<void> {
    const limit = Math.min(MOST, Math.max(PAGE, this._commits.length));
    await this._load(0, limit);
    if (this.active === null && this._commits[0]) {
      this.activate(this._commits[0].commit);
    }
  }

  /** Ask for older ones, unless they are on their way. */
  async loadMore(): Promise<void> {
    if (this._hasMore && !this._isLoading) {
      await this._load(this._commits.length, PAGE);
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

  private async _load(skip: number, limit: number): Promise<void> {
    const turn = (this._turn += 1);
    this._isLoading = true;
    try {
      const { commits, more } = await this.client.log({
        repository: this.repository,
        ...(this._isNarrowed ? { path: this._path } : {}),
        skip,
        limit
      });
      if (turn === this._turn) {
        this._commits = [...this._commits.slice(0, skip), ...commits];
        this._hasMore = more;
        this._error = null;
      }
    } catch (error) {
      if (turn === this._turn) {
        this._error = asApiError(error);
      }
    }
    if (turn === this._turn) {
      this._isLoaded = true;
      this._isLoading = false;
      this.changed.emit();
    }
  }

  private async _loadDetail(commit: string): Promise<void> {
    try {
      const detail = await this.client.commitFiles(this.repository, commit);
      this._details.set(commit, detail);
    } catch (error) {
      if (commit === this._active) {
        this._detailError = asApiError(error);
      }
    }
    this.changed.emit();
  }

  private _path: string | null;
  private _isNarrowed: boolean;
  private _commits: readonly CommitSummary[] = [];
  private _hasMore = false;
  private _isLoaded = false;
  private _isLoading = false;
  private _isDisposed = false;
  private _error: ApiError | null = null;
  private _detailError: ApiError | null = null;
  private _active: string | null = null;
  private _turn = 0;
  /** A commit never changes: what it changed is asked for once. */
  private readonly _details = new Map<string, CommitFiles>();
}
