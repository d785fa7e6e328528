import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { isActive } from '../api/types';
import type { Run, RunDetail, RunRequest } from '../api/types';
import type { IRuns, RunScope } from '../tokens';
import { KnownRuns } from './known';
import { Listing } from './listing';
import { applyEvent } from '../runData/merge';
import type { IRunEvent } from '../runData/merge';
import { PAGE_SIZE } from './question';
import { Removals } from '../runData/removals';
import type { IRemoval } from '../runData/removals';

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
    this._listing = new Listing(client);
    this._listing.changed.connect(() => {
      this.changed.emit();
    });
    this._listing.arrived.connect((_, runs) => {
      this._take(runs);
    });
  }

  /** Anything that the panel shows has changed. */
  readonly changed: Signal<IRuns, void> = new Signal<IRuns, void>(this);
  readonly ended: Signal<IRuns, Run> = new Signal<IRuns, Run>(this);
  /** A run was started from this page. */
  readonly started = new Signal<this, Run>(this);

  /** Whether the first page has come. */
  get isLoaded(): boolean {
    return this._listing.isLoaded;
  }

  /** Why the last request failed; null where it did not. */
  get error(): ApiError | null {
    return this._listing.error;
  }

  /** Whether older runs wait on the server. */
  get hasMore(): boolean {
    return this._listing.hasMore;
  }

  /** The runs to list, newest first. */
  get runs(): readonly Run[] {
    const { runs, question } = this._listing;
    return runs.filter(
      run => !this._removals.has(run.id) && question.shows(run)
    );
  }

  /** Whether a listed run may still change. */
  get hasActive(): boolean {
    return this._listing.runs.some(isActive);
  }

  /** Whose runs are asked for. */
  get scope(): RunScope {
    return this._listing.question.wish.scope;
  }

  set scope(scope: RunScope) {
    this._listing.put(this._listing.question.with({ scope }));
  }

  /**
   * Contents path of the notebook that the list is about; null where there is none.
   *
   * An executed notebook stands for the one that was run.
   */
  get notebook(): string | null {
    return this._listing.question.wish.notebook;
  }

  set notebook(path: string | null) {
    this._followed = path;
    this._follow();
  }

  /** Text of the filter box. */
  get filter(): string {
    return this._listing.question.wish.filter;
  }

  set filter(filter: string) {
    this._listing.put(this._listing.question.with({ filter }));
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
    return this._known.detail(id);
  }

  /** Ask for all that is known of a run. */
  async loadDetail(id: string): Promise<void> {
    try {
      this._see(await this.client.run(id));
    } catch (error) {
      if (asApiError(error).code === 'not_found') {
        // Deleted elsewhere: it would stay in the list as it was seen last, running for ever.
        this._forget(id);
      } else {
        this._listing.fail(error);
      }
    }
  }

  async find(id: string): Promise<Run> {
    return this._known.get(id) ?? (await this.client.run(id));
  }

  async start(request: RunRequest): Promise<Run> {
    const run = await this.client.start(request);
    this._activeId = run.id;
    this._see(run);
    this._follow();
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

  /** Ask for the first page again, and for the active runs that it may not hold. */
  async refresh(): Promise<void> {
    await this._listing.refresh();
    await this._refreshActive();
  }

  async queueChanged(): Promise<void> {
    await (this.isLoaded && this._listing.refresh());
  }

  /** Ask for the next page, unless one is on its way. */
  async loadMore(): Promise<void> {
    await this._listing.loadMore();
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
      this._listing.dispose();
      Signal.clearData(this);
    }
  }

  /** Ask again for the active runs that the first page may not hold. */
  private async _refreshActive(): Promise<void> {
    const active = this._listing.runs.slice(PAGE_SIZE).filter(isActive);
    const some = active.slice(0, MOST_ASKED);
    await Promise.all(some.map(run => this.loadDetail(run.id)));
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

  /** Be about what the notebook that is looked at stands for, as far as that is known. */
  private _follow(): void {
    const notebook = this._known.source(this._followed);
    if (notebook !== this.notebook) {
      this._listing.put(this._listing.question.with({ notebook }));
    }
  }

  /** Take in a page: it may tell of ends, and of what an executed notebook stands for. */
  private _take(runs: readonly Run[]): void {
    const ends = runs.filter(run => this._known.see(run));
    this._follow();
    ends.forEach(run => {
      this.ended.emit(run);
    });
  }

  /** Take in a run as the server shows it. */
  private _see(run: Run): void {
    const hasEnded = this._known.see(run);
    this._listing.insert(run);
    this.changed.emit();
    if (hasEnded) {
      this.ended.emit(run);
    }
  }

  private _forget(id: string): void {
    this._known.forget(id);
    this._open.delete(id);
    this._listing.drop(id);
  }

  /** The run that takes the place of one that goes. */
  private _neighbour(id: string): string | null {
    const runs = this.runs;
    const index = runs.findIndex(run => run.id === id);
    return (runs[index + 1] ?? runs[index - 1])?.id ?? null;
  }

  private readonly _removals: Removals;
  private readonly _listing: Listing;
  private readonly _known = new KnownRuns();
  private readonly _meeting = new Set<string>();
  private readonly _open = new Set<string>();
  private _isDisposed = false;
  /** The notebook that is looked at, which may be an executed one. */
  private _followed: string | null = null;
  private _activeId: string | null = null;
}
