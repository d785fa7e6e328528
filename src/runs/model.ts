import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { isActive } from '../api/types';
import type { Run, RunDetail, RunRequest, RunsQuery } from '../api/types';
import type { IRuns, RunScope } from '../tokens';
import { matches, parseFilter } from './filter';
import { applyEvent, newerRun } from './merge';
import type { IRunEvent } from './merge';
import { NOTHING, appendPage, insertRun, refreshFirst } from './pages';
import type { ILoaded } from './pages';
import { Removals } from './removals';
import type { IRemoval } from './removals';

/** How many runs are asked for at once. */
export const PAGE_SIZE = 100;

/** Most runs asked for one by one while events are silent. */
const MOST_ASKED = 20;

/** The runs that the panel lists, and what is known of them. */
export class RunsModel implements IRuns, IDisposable {
  constructor(
    readonly client: Client,
    removals?: Removals
  ) {
    this._removals =
      removals ?? new Removals((id, keepalive) => client.remove(id, keepalive));
  }

  /** Anything that the panel shows has changed. */
  readonly changed = new Signal<this, void>(this);
  readonly ended: Signal<IRuns, Run> = new Signal<IRuns, Run>(this);
  /** A run was started from this page. */
  readonly started = new Signal<this, Run>(this);

  /** Whether the first page has come. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Why the last request for the list failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Whether older runs wait on the server. */
  get hasMore(): boolean {
    return this._loaded.cursor !== null;
  }

  /** The runs to list, newest first. */
  get runs(): readonly Run[] {
    const filter = parseFilter(this._filter);
    const path = this._path;
    return this._loaded.runs.filter(
      run =>
        !this._removals.has(run.id) &&
        (path === null || run.path === path) &&
        matches(run, filter)
    );
  }

  /** Whether a listed run may still change. */
  get hasActive(): boolean {
    return this._loaded.runs.some(isActive);
  }

  /** Whose runs are asked for. */
  get scope(): RunScope {
    return this._scope;
  }

  set scope(scope: RunScope) {
    this._requery(() => (this._scope = scope));
  }

  /** Contents path of the notebook that the panel follows; null where there is none. */
  get notebook(): string | null {
    return this._notebook;
  }

  set notebook(path: string | null) {
    // An executed notebook stands for the one that was run.
    const source = [...this._known.values()].find(run => run.output === path);
    this._requery(() => (this._notebook = source?.path ?? path));
  }

  /** Text of the filter box. */
  get filter(): string {
    return this._filter;
  }

  set filter(text: string) {
    this._requery(() => (this._filter = text));
    this.changed.emit();
  }

  /** Id of the run that the keyboard acts on. */
  get activeId(): string | null {
    return this._activeId;
  }

  set activeId(id: string | null) {
    this._activeId = id;
    this.changed.emit();
  }

  /** Whether a run is unfolded. */
  isOpen(id: string): boolean {
    return this._open.has(id);
  }

  /** Unfold or fold a run. */
  setOpen(id: string, open: boolean): void {
    if (open) {
      this._open.add(id);
      void this.loadDetail(id);
    } else {
      this._open.delete(id);
    }
    this.changed.emit();
  }

  /** All that is known of a run; undefined until it has been asked for. */
  detail(id: string): RunDetail | undefined {
    return this._details.get(id);
  }

  /** Ask for all that is known of a run. */
  async loadDetail(id: string): Promise<void> {
    try {
      this._see(await this.client.run(id));
    } catch (error) {
      this._error = asApiError(error);
      this.changed.emit();
    }
  }

  async find(id: string): Promise<Run> {
    return this._known.get(id) ?? (await this.client.run(id));
  }

  async start(request: RunRequest): Promise<Run> {
    const run = await this.client.start(request);
    this._activeId = run.id;
    this._see(run);
    this.started.emit(run);
    return run;
  }

  /** Stop a run. */
  async cancel(id: string): Promise<void> {
    this._see(await this.client.cancel(id));
  }

  /** Delete a run, with time to take it back. */
  remove(id: string): IRemoval {
    const next = this._neighbour(id);
    const removal = this._removals.schedule(id);
    if (this._activeId === id) {
      this._activeId = next;
    }
    const settled = removal.done
      .then(removed => {
        if (removed) {
          this._forget(id);
        }
        return removed;
      })
      .finally(() => {
        this.changed.emit();
      });
    this.changed.emit();
    return { undo: () => removal.undo(), done: settled };
  }

  /** Ask for the first page again. */
  async refresh(): Promise<void> {
    await this._ask(null, (loaded, page) => refreshFirst(loaded, page));
  }

  /** Ask for the next page, unless one is on its way. */
  async loadMore(): Promise<void> {
    const cursor = this._loaded.cursor;
    if (cursor !== null && !this._isLoadingMore) {
      this._isLoadingMore = true;
      try {
        await this._ask(cursor, appendPage);
      } finally {
        this._isLoadingMore = false;
      }
    }
  }

  /** Ask again for the active runs that the first page may not hold. */
  async refreshActive(): Promise<void> {
    const active = this._loaded.runs.slice(PAGE_SIZE).filter(isActive);
    const some = active.slice(0, MOST_ASKED);
    await Promise.all(some.map(run => this.loadDetail(run.id)));
  }

  /** Take in what an event says. */
  async apply(event: IRunEvent): Promise<void> {
    const known = this._known.get(event.run_id);
    if (!known) {
      await this._meet(event);
      return;
    }
    const run = applyEvent(known, event);
    if (run !== known && isActive(run)) {
      this._see(run);
    } else if (isActive(known) && !isActive(run)) {
      // Only the server knows how it ended: the reply brings failure and times along.
      await this.loadDetail(event.run_id);
    }
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

  /** What the server is asked for. */
  private _query(): RunsQuery {
    const { states } = parseFilter(this._filter);
    return {
      limit: PAGE_SIZE,
      path: this._path,
      state: states.length === 1 ? states[0] : null
    };
  }

  /** Ask for a run that an event tells of for the first time, once while it is on its way. */
  private async _meet(event: IRunEvent): Promise<void> {
    const id = event.run_id;
    if (isActive(event) && this._meeting.has(id)) {
      return;
    }
    this._meeting.add(id);
    await this.loadDetail(id);
    this._meeting.delete(id);
  }

  private get _path(): string | null {
    return this._scope === 'notebook' ? this._notebook : null;
  }

  /** Change what is asked for, and ask where that makes a difference. */
  private _requery(change: () => void): void {
    const before = JSON.stringify(this._query());
    change();
    if (JSON.stringify(this._query()) !== before) {
      this._generation += 1;
      // What is known and fits stays in view until the answer comes: no flicker, focus stays.
      this._loaded = { runs: this._loaded.runs, cursor: null };
      this._isStale = true;
      if (this._isLoaded || this._error) {
        this._isLoaded = false;
        void this.refresh();
      }
      this.changed.emit();
    }
  }

  private async _ask(
    cursor: string | null,
    take: (
      loaded: ILoaded,
      page: Awaited<ReturnType<Client['runs']>>
    ) => ILoaded
  ): Promise<void> {
    const generation = this._generation;
    try {
      const page = await this.client.runs({ ...this._query(), cursor });
      if (generation !== this._generation) {
        return;
      }
      const ends = page.runs.filter(run => this._remember(run));
      this._loaded = take(this._isStale ? NOTHING : this._loaded, page);
      this._isStale = false;
      this._isLoaded = true;
      this._error = null;
      ends.forEach(run => {
        this.ended.emit(run);
      });
    } catch (error) {
      if (generation !== this._generation) {
        return;
      }
      this._error = asApiError(error);
    }
    this.changed.emit();
  }

  /** Take in a run as the server shows it. */
  private _see(run: Run): void {
    const hasEnded = this._remember(run);
    const { states } = parseFilter(this._filter);
    const listed = this._loaded.runs.some(each => each.id === run.id);
    const inScope = this._path === null || run.path === this._path;
    const asked = states.length === 0 || states.includes(run.state);
    if (listed || (inScope && asked)) {
      this._loaded = insertRun(this._loaded, run);
    }
    this.changed.emit();
    if (hasEnded) {
      this.ended.emit(run);
    }
  }

  /** Keep a run; returns whether it was active before and is no more. */
  private _remember(run: Run): boolean {
    const known = this._known.get(run.id);
    const newest = known ? newerRun(known, run) : run;
    this._known.set(run.id, newest);
    if ('cells' in run && newest === run) {
      this._details.set(run.id, run as RunDetail);
    }
    return known !== undefined && isActive(known) && !isActive(newest);
  }

  private _forget(id: string): void {
    this._known.delete(id);
    this._details.delete(id);
    this._open.delete(id);
    const runs = this._loaded.runs.filter(run => run.id !== id);
    this._loaded = { ...this._loaded, runs };
  }

  /** The run that takes the place of one that goes. */
  private _neighbour(id: string): string | null {
    const runs = this.runs;
    const index = runs.findIndex(run => run.id === id);
    return (runs[index + 1] ?? runs[index - 1])?.id ?? null;
  }

  private readonly _removals: Removals;
  private readonly _known = new Map<string, Run>();
  private readonly _details = new Map<string, RunDetail>();
  private readonly _meeting = new Set<string>();
  private readonly _open = new Set<string>();
  private _loaded = NOTHING;
  private _generation = 0;
  private _isLoaded = false;
  /** Whether what is loaded answers another question than the present one. */
  private _isStale = false;
  private _isLoadingMore = false;
  private _isDisposed = false;
  private _error: ApiError | null = null;
  private _scope: RunScope = 'all';
  private _notebook: string | null = null;
  private _filter = '';
  private _activeId: string | null = null;
}
