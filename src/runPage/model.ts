import type { IDisposable } from '@lumino/disposable';
import { Poll, Throttler } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { isActive } from '../api/types';
import type { Again, Annotation, RunDetail, RunMetrics } from '../api/types';
import type { IFed } from '../runData/feed';
import { applyEvent, newerRun } from '../runData/merge';
import type { IRunEvent } from '../runData/merge';
import { NO_CELLS, mergeCells } from './cells';
import type { IPageCells } from './cells';

/** A part of a run that is asked for while it is looked at. */
export type RunPart = 'cells' | 'metrics';

/** How often parts of a run at work are asked for, in milliseconds. */
const INTERVAL = 1000;

/** One run, and what of it is looked at. */
export class RunPageModel implements IFed, IDisposable {
  /**
   * @param client - The REST interface.
   * @param id - The run.
   * @param again - What is not as it was in the run that this one repeats, where that is known.
   */
  constructor(
    readonly client: Client,
    readonly id: string,
    readonly again: Again | null = null
  ) {
    this._refresher = new Throttler(() => this.refresh(), {
      limit: 400,
      edge: 'trailing'
    });
    this._poll = new Poll({
      auto: false,
      name: `jupyter-mlops:run-${id}`,
      frequency: { interval: INTERVAL, backoff: true, max: 10 * INTERVAL },
      standby: () => !this._isVisible || 'when-hidden',
      factory: () => this._loadWatched()
    });
  }

  readonly changed = new Signal<this, void>(this);

  /** The run; null until it has been asked for. */
  get run(): RunDetail | null {
    return this._run;
  }

  /** Why the run could not be read; null where it could. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Its notebook as far as it has come. */
  get cells(): IPageCells {
    return this._cells;
  }

  /** What it has measured, and what was measured of it; null until it has been asked for. */
  get metrics(): RunMetrics | null {
    return this._metrics;
  }

  /** Why a part could not be read; null where it could. */
  partError(part: RunPart): ApiError | null {
    return this._partErrors.get(part) ?? null;
  }

  /** Whether a part has come. */
  isPartLoaded(part: RunPart): boolean {
    return this._loaded.has(part);
  }

  get hasActive(): boolean {
    return this._run === null || isActive(this._run);
  }

  /** Whether the page is looked at: only then its parts are asked for again and again. */
  set isVisible(visible: boolean) {
    this._isVisible = visible;
  }

  /** Begin to look at a part. Ends with the result. */
  watch(part: RunPart): IDisposable {
    this._watched.push(part);
    void this._start();
    let isDisposed = false;
    return {
      get isDisposed() {
        return isDisposed;
      },
      dispose: () => {
        if (!isDisposed) {
          isDisposed = true;
          this._watched.splice(this._watched.indexOf(part), 1);
        }
      }
    };
  }

  async refresh(): Promise<void> {
    try {
      this._take(await this.client.run(this.id));
    } catch (error) {
      this._error = asApiError(error);
      this._emit();
    }
  }

  apply(event: IRunEvent): Promise<void> {
    if (event.run_id === this.id) {
      if (this._run) {
        this._run = { ...this._run, ...applyEvent(this._run, event) };
        this._emit();
      }
      void this._refresher.invoke();
    } else if (this._isKin(event.run_id)) {
      void this._refresher.invoke();
    }
    return Promise.resolve();
  }

  /** Stop the run. */
  async cancel(): Promise<void> {
    await this.client.cancel(this.id);
    await this.refresh();
  }

  /** Change what people have written on it. */
  async annotate(annotation: Annotation): Promise<void> {
    const { labels, note, keep } = await this.client.annotate(
      this.id,
      annotation
    );
    if (this._run) {
      this._run = { ...this._run, labels, note, keep };
      this._emit();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._poll.dispose();
      this._refresher.dispose();
      Signal.clearData(this);
    }
  }

  /** Other attempts: a retry that begins is news for the page of the one before. */
  private _isKin(id: string): boolean {
    return this._run?.tries.some(each => each.id === id) ?? false;
  }

  private _take(seen: RunDetail): void {
    const known = this._run;
    const wasActive = known !== null && isActive(known);
    this._run = known && newerRun(known, seen) === known ? known : seen;
    this._error = null;
    this._emit();
    if (wasActive && !isActive(seen)) {
      // What came between the last question and the end.
      void this._loadWatched();
    }
  }

  private async _start(): Promise<void> {
    await this._loadWatched();
    if (!this._isDisposed && this.hasActive) {
      void this._poll.start();
    }
  }

  private async _loadWatched(): Promise<void> {
    const isLast = this._run !== null && !isActive(this._run);
    await Promise.all([...new Set(this._watched)].map(part => this.load(part)));
    if (isLast && !this._isDisposed) {
      void this._poll.stop();
    }
  }

  /** Ask for a part. */
  async load(part: RunPart): Promise<void> {
    try {
      if (part === 'cells') {
        const known = this._cells;
        const reply = await this.client.cells(this.id, known.version);
        if (reply.version !== known.version || known.version === '') {
          this._cells = mergeCells(known, reply);
        }
      } else {
        this._metrics = await this.client.metrics(this.id);
      }
      this._partErrors.delete(part);
      this._loaded.add(part);
    } catch (error) {
      this._partErrors.set(part, asApiError(error));
    }
    this._emit();
  }

  private _emit(): void {
    if (!this._isDisposed) {
      this.changed.emit();
    }
  }

  private readonly _poll: Poll;
  private readonly _refresher: Throttler;
  private readonly _watched: RunPart[] = [];
  private readonly _loaded = new Set<RunPart>();
  private readonly _partErrors = new Map<RunPart, ApiError>();
  private _run: RunDetail | null = null;
  private _cells: IPageCells = NO_CELLS;
  private _metrics: RunMetrics | null = null;
  private _error: ApiError | null = null;
  private _isVisible = true;
  private _isDisposed = false;
}
