import type { IDisposable } from '@lumino/disposable';
import { Debouncer, Throttler } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { isActive } from '../api/types';
import type { Run } from '../api/types';
import { applyEvent } from '../runData/merge';
import type { IFed } from '../runData/feed';
import type { IRunEvent } from '../runData/merge';
import type { IRemoval } from '../runData/removals';
import { LoadedRuns } from './loaded';
import { runsOf, tableRows } from './rows';
import type { ITableRow } from './rows';
import { NONE, extend, toggle, withIds } from './selection';
import type { ISelection } from './selection';

/** How many runs are asked for at once. */
const PAGE = 200;

/** What the table of runs shows, and what is ticked in it. */
export class RunTableModel implements IFed, IDisposable {
  /**
   * @param client - The REST interface.
   * @param _remove - Deletes a run, with time to take it back.
   */
  constructor(
    readonly client: Client,
    private readonly _remove: (id: string) => IRemoval
  ) {
    this._asker = new Debouncer(() => this._ask(), 200);
    this._refresher = new Throttler(() => this.refresh(), {
      limit: 500,
      edge: 'trailing'
    });
  }

  readonly changed = new Signal<this, void>(this);

  /** Text of the filter bar. */
  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    if (filter !== this._filter) {
      this._filter = filter;
      this.changed.emit();
      void this._asker.invoke();
    }
  }

  /** The rows, newest first. */
  get rows(): readonly ITableRow[] {
    this._rows ??= tableRows(this._loaded.runs, this._open, this._hidden);
    return this._rows;
  }

  /** The runs that are loaded. */
  get runs(): readonly Run[] {
    return this._loaded.runs;
  }

  /** Whether the first page has come. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Whether older runs wait on the server. */
  get hasMore(): boolean {
    return this._loaded.cursor !== null;
  }

  /** Why the last request failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** The list of all runs may change at any time; it matters while somebody looks. */
  get hasActive(): boolean {
    return this._isVisible;
  }

  set isVisible(visible: boolean) {
    if (visible !== this._isVisible) {
      this._isVisible = visible;
      this.changed.emit();
    }
  }

  /** Id of the row that the keyboard acts on. */
  get activeId(): string | null {
    return this._activeId;
  }

  set activeId(id: string | null) {
    this._activeId = id;
    this.changed.emit();
  }

  get selection(): ISelection {
    return this._selection;
  }

  /** The runs that are ticked, newest first. */
  get selected(): readonly Run[] {
    const { ids } = this._selection;
    return ids.size === 0
      ? []
      : this._loaded.runs.filter(
          run => ids.has(run.id) && !this._hidden.has(run.id)
        );
  }

  /** Tick a row or take its tick away. */
  toggle(row: ITableRow): void {
    const ids = runsOf(row).map(run => run.id);
    this._select(toggle(this._selection, ids));
  }

  /** Tick all from the row that was ticked last. */
  extendTo(row: ITableRow): void {
    const order = this._loaded.runs.map(run => run.id);
    const ids = runsOf(row).map(run => run.id);
    const last = ids[ids.length - 1];
    if (last !== undefined) {
      this._select(extend(this._selection, order, last));
    }
  }

  /** Tick every run that is loaded. */
  selectAll(): void {
    const ids = new Set(this._loaded.runs.map(run => run.id));
    this._select({ ids, anchor: null });
  }

  clearSelection(): void {
    this._select(NONE);
  }

  /** Unfold or fold a sweep. */
  setOpen(id: string, open: boolean): void {
    this._open = withIds(this._open, [id], open);
    this._redraw();
  }

  /** Ask for the next page, unless one is on its way. */
  async loadMore(): Promise<void> {
    const { cursor } = this._loaded;
    if (cursor === null || this._isLoadingMore || !this._isLoaded) {
      return;
    }
    this._isLoadingMore = true;
    await this._load(cursor, page => {
      this._loaded.append(page);
    });
    this._isLoadingMore = false;
  }

  /** Ask for the first page again. */
  async refresh(): Promise<void> {
    await this._load(null, page => {
      if (this._isLoaded) {
        this._loaded.refresh(page);
      } else {
        this._loaded.reset(page);
      }
      this._isLoaded = true;
    });
  }

  /** Take in what an event says; what it doesn't say is asked for, for all together. */
  apply(event: IRunEvent): Promise<void> {
    const known = this._loaded.get(event.run_id);
    if (known) {
      this.take(applyEvent(known, event));
    }
    if (!known || !isActive(event)) {
      void this._refresher.invoke();
    }
    return Promise.resolve();
  }

  async queueChanged(): Promise<void> {
    await this._refresher.invoke();
  }

  /** Take in a run as a request has answered it. */
  take(run: Run): void {
    if (this._loaded.update(run)) {
      this._redraw();
    }
  }

  /** Delete runs, with time to take it back. */
  remove(runs: readonly Run[]): readonly IRemoval[] {
    const ids = runs.map(run => run.id);
    this._hide(ids, true);
    this._select(NONE);
    return ids.map(id => {
      const removal = this._remove(id);
      removal.done.then(
        isRemoved => {
          if (isRemoved) {
            this._loaded.drop(new Set([id]));
          }
          this._hide([id], false);
        },
        () => {
          this._hide([id], false);
        }
      );
      return removal;
    });
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._asker.dispose();
      this._refresher.dispose();
      Signal.clearData(this);
    }
  }

  /** Put the question anew: what is shown stays until the answer comes. */
  private async _ask(): Promise<void> {
    this._generation += 1;
    this._asked = this._filter.trim();
    this._isLoaded = false;
    await this.refresh();
  }

  private async _load(
    cursor: string | null,
    take: (page: { runs: Run[]; next_cursor: string | null }) => void
  ): Promise<void> {
    const generation = this._generation;
    const query = { filter: this._asked, limit: PAGE, cursor };
    try {
      const page = await this.client.runs(query);
      if (generation === this._generation && !this._isDisposed) {
        take(page);
        this._error = null;
        this._redraw();
      }
    } catch (error) {
      if (generation === this._generation && !this._isDisposed) {
        this._error = asApiError(error);
        this.changed.emit();
      }
    }
  }

  private _select(selection: ISelection): void {
    this._selection = selection;
    this.changed.emit();
  }

  private _hide(ids: readonly string[], isHidden: boolean): void {
    this._hidden = withIds(this._hidden, ids, isHidden);
    this._redraw();
  }

  private _redraw(): void {
    this._rows = null;
    this.changed.emit();
  }

  private readonly _asker: Debouncer;
  private readonly _refresher: Throttler;
  private readonly _loaded = new LoadedRuns();
  private _rows: readonly ITableRow[] | null = null;
  private _open: ReadonlySet<string> = new Set();
  private _hidden: ReadonlySet<string> = new Set();
  private _selection = NONE;
  private _activeId: string | null = null;
  private _filter = '';
  /** What the server was asked for last: typing is ahead of it. */
  private _asked = '';
  private _generation = 0;
  private _isLoaded = false;
  private _isVisible = false;
  private _isLoadingMore = false;
  private _isDisposed = false;
  private _error: ApiError | null = null;
}
