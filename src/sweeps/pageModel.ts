import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import { isActive } from '../api/types';
import type { Objective, Run, Sweep } from '../api/types';
import { applyEvent, newerRun } from '../runData/merge';
import type { IRunEvent } from '../runData/merge';
import type { IPlot } from './plotSpec';
import { isSame, lastAttempts, sortRuns } from './table';
import type { Column, ISorting } from './table';

/** Runs asked for at once: the most that the server gives. */
const PAGE = 200;

/** A sweep with its runs, and how they are looked at. */
export class SweepPageModel implements IDisposable {
  constructor(
    readonly client: Client,
    readonly jobs: JobsClient,
    readonly id: string
  ) {}

  /** Anything that the view shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** The sweep; null until it has been asked for. */
  get sweep(): Sweep | null {
    return this._sweep;
  }

  /** Why the last question failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** The runs, in the chosen order: of each place the last attempt. */
  get runs(): readonly Run[] {
    this._sorted ??= sortRuns(this._last, this._sorting);
    return this._sorted;
  }

  /** Whether something may still happen. */
  get hasActive(): boolean {
    return this._last.some(isActive);
  }

  /** Names of the metrics that runs have reported, that of the objective first. */
  get metrics(): readonly string[] {
    const goal = this._sweep?.objective?.metric;
    const known = this._last.flatMap(run => Object.keys(run.metrics));
    const all = [...(this._sweep?.metrics ?? []), ...known];
    return [...new Set([...(goal === undefined ? [] : [goal]), ...all])];
  }

  /** The best run, as far as is known. */
  get best(): Run | null {
    const id = this._sweep?.best;
    return this._last.find(run => run.id === id) ?? null;
  }

  get sorting(): ISorting {
    return this._sorting;
  }

  /** Order by a column; once more for the other way. */
  sortBy(column: Column): void {
    const isAgain = isSame(column, this._sorting.column);
    const isDescending = isAgain && !this._sorting.isDescending;
    this._sorting = { column, isDescending };
    this._sorted = null;
    this.changed.emit();
  }

  /** The run that the keyboard acts on, and that stands out in the plot. */
  get activeId(): string | null {
    return this._activeId;
  }

  set activeId(id: string | null) {
    this._activeId = id;
    this.changed.emit();
  }

  /** What the plot shows; what was not chosen follows the sweep. */
  get plot(): IPlot {
    const [name = '', other = ''] = this._sweep?.names ?? [];
    const [metric = ''] = this.metrics;
    const many = (this._sweep?.names.length ?? 0) > 2;
    return {
      kind: many ? 'parallel' : 'scatter',
      x: name,
      y: metric,
      color: many ? '' : other,
      ...this._plot
    };
  }

  /** Choose what the plot shows. */
  setPlot(change: Partial<IPlot>): void {
    this._plot = { ...this._plot, ...change };
    this.changed.emit();
  }

  /** Ask for the sweep and its runs. */
  async refresh(): Promise<void> {
    const turn = (this._turn += 1);
    try {
      const all = this._allRuns();
      // Whoever waits on all the runs hears of it if they fail.
      all.catch(() => undefined);
      const sweep = await this.jobs.sweep(this.id);
      if (!this._sweep && turn === this._turn) {
        this._sweep = sweep;
        this.changed.emit();
      }
      const runs = await all;
      if (turn === this._turn) {
        this._sweep = sweep;
        this._take(runs);
        this._error = null;
      }
    } catch (error) {
      if (turn === this._turn) {
        this._error = asApiError(error);
      }
    }
    if (turn === this._turn) {
      this.changed.emit();
    }
  }

  /** Take in what an event says of a run. */
  apply(event: IRunEvent): void {
    const run = this._runs.get(event.run_id);
    if (run) {
      this._runs.set(run.id, applyEvent(run, event));
      this._derive();
      this.changed.emit();
    }
  }

  /** Say what the runs are compared by. */
  async setObjective(objective: Objective | null): Promise<void> {
    this._sweep = await this.jobs.setObjective(this.id, objective);
    this.changed.emit();
  }

  /** Cancel what has not ended; returns how many runs that were. */
  async stop(): Promise<number> {
    const request = { sweep: this.id };
    const { cancelled } = await this.client.cancelMany(request);
    await this.refresh();
    return cancelled;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._turn += 1;
    Signal.clearData(this);
  }

  private async _allRuns(): Promise<Run[]> {
    const all: Run[] = [];
    let cursor: string | null = null;
    do {
      const query = { sweep: this.id, limit: PAGE, cursor };
      const { runs, next_cursor } = await this.client.runs(query);
      all.push(...runs);
      cursor = next_cursor;
    } while (cursor !== null && !this._isDisposed);
    return all;
  }

  /** Replies and events overtake each other: a run never goes back. */
  private _take(runs: readonly Run[]): void {
    const known = this._runs;
    this._runs = new Map(
      runs.map(run => {
        const old = known.get(run.id);
        return [run.id, old ? newerRun(old, run) : run];
      })
    );
    this._derive();
  }

  private _derive(): void {
    this._last = lastAttempts([...this._runs.values()]);
    this._sorted = null;
  }

  private _sweep: Sweep | null = null;
  private _error: ApiError | null = null;
  private _runs = new Map<string, Run>();
  private _last: readonly Run[] = [];
  private _sorted: readonly Run[] | null = null;
  private _sorting: ISorting = {
    column: { kind: 'index' },
    isDescending: false
  };
  private _activeId: string | null = null;
  private _plot: Partial<IPlot> = {};
  private _turn = 0;
  private _isDisposed = false;
}
