import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Sweep } from '../api/types';
import { Removals } from '../runData/removals';
import type { IRemoval } from '../runData/removals';

/** Sweeps asked for at once. */
const PAGE = 50;

/** The sweeps, newest first. */
export class SweepsModel implements IDisposable {
  constructor(readonly client: JobsClient) {
    this._removals = new Removals((id, keepalive) =>
      client.removeSweep(id, keepalive)
    );
    this._removals.changed.connect(() => {
      this.changed.emit();
    });
  }

  /** Anything that the view shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** The sweeps that hold all words of the filter in name or notebook. */
  get sweeps(): readonly Sweep[] {
    const words = this._filter.toLowerCase().split(/\s+/).filter(Boolean);
    return this._sweeps.filter(sweep => {
      const text = `${sweep.name}\n${sweep.path}`.toLowerCase();
      return (
        !this._removals.has(sweep.id) &&
        words.every(word => text.includes(word))
      );
    });
  }

  /** Whether there are sweeps, whatever the filter says. */
  get isEmpty(): boolean {
    return this._sweeps.every(sweep => this._removals.has(sweep.id));
  }

  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Whether older ones wait on the server. */
  get hasMore(): boolean {
    return this._cursor !== null;
  }

  /** Why the last question failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    this._filter = filter;
    this.changed.emit();
  }

  /** The row that the keyboard acts on. */
  get activeId(): string | null {
    return this._activeId;
  }

  set activeId(id: string | null) {
    this._activeId = id;
    this.changed.emit();
  }

  /** Ask for the newest; older ones that are listed stay. */
  async refresh(): Promise<void> {
    await this._load(null);
  }

  /** Ask for older ones, unless they are on their way. */
  async loadMore(): Promise<void> {
    if (this._cursor !== null && !this._isLoading) {
      await this._load(this._cursor);
    }
  }

  /** Forget a sweep, unless that is taken back in time. */
  remove(id: string): IRemoval {
    const removal = this._removals.schedule(id);
    const settled = (isGone: boolean): void => {
      if (isGone) {
        this._sweeps = this._sweeps.filter(sweep => sweep.id !== id);
      }
      this.changed.emit();
    };
    removal.done.then(settled, () => {
      settled(false);
    });
    return removal;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._removals.dispose();
      Signal.clearData(this);
    }
  }

  private async _load(cursor: string | null): Promise<void> {
    this._isLoading = true;
    try {
      const page = await this.client.sweeps(cursor, PAGE);
      const known = cursor === null && this._sweeps.length > PAGE;
      this._sweeps = merged(this._sweeps, page.sweeps, cursor === null);
      if (!known) {
        this._cursor = page.next_cursor;
      }
      this._error = null;
    } catch (error) {
      this._error = asApiError(error);
    }
    this._isLoading = false;
    this._isLoaded = true;
    if (!this._isDisposed) {
      this.changed.emit();
    }
  }

  private _sweeps: readonly Sweep[] = [];
  private _cursor: string | null = null;
  private _isLoaded = false;
  private _isLoading = false;
  private _error: ApiError | null = null;
  private _filter = '';
  private _activeId: string | null = null;
  private _isDisposed = false;
  private readonly _removals: Removals;
}

/**
 * Sweeps of a page among those that are known, newest first: ids sort by time of creation.
 *
 * What is newer than the end of the first page and not in it is gone.
 */
function merged(
  known: readonly Sweep[],
  page: readonly Sweep[],
  isFirst: boolean
): readonly Sweep[] {
  const oldest = page[page.length - 1]?.id ?? '';
  const stays = known.filter(sweep => !isFirst || sweep.id < oldest);
  const byId = new Map([...stays, ...page].map(sweep => [sweep.id, sweep]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
