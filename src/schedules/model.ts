import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Job, Preview, Run } from '../api/types';
import { Removals } from '../runData/removals';
import type { IRemoval } from '../runData/removals';
import { arrange } from './order';
import type { Order } from './order';

/** The jobs, with what of them is unfolded. */
export class SchedulesModel implements IDisposable {
  constructor(readonly client: JobsClient) {
    this._removals = new Removals((id, keepalive) =>
      client.removeJob(id, keepalive)
    );
    this._removals.changed.connect(() => {
      this.changed.emit();
    });
  }

  /** Anything that the view shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** The jobs that the filter leaves, in the chosen order. */
  get jobs(): readonly Job[] {
    const there = this._jobs.filter(job => !this._removals.has(job.id));
    return arrange(there, this._filter, this._order);
  }

  /** Whether there are jobs, whatever the filter says. */
  get isEmpty(): boolean {
    return this._jobs.every(job => this._removals.has(job.id));
  }

  get isLoaded(): boolean {
    return this._isLoaded;
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

  get order(): Order {
    return this._order;
  }

  set order(order: Order) {
    this._order = order;
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

  isOpen(id: string): boolean {
    return this._open.has(id);
  }

  /** Unfold a job, or fold it. */
  setOpen(id: string, isOpen: boolean): void {
    if (isOpen) {
      this._open.add(id);
      void this._loadPreview(id);
    } else {
      this._open.delete(id);
    }
    this.changed.emit();
  }

  /** When a job will run; null while that is unknown, and where nothing but people starts it. */
  preview(id: string): Preview | null {
    return this._previews.get(id) ?? null;
  }

  /** A job that is listed. */
  find(id: string): Job | null {
    return this._jobs.find(job => job.id === id) ?? null;
  }

  /** Ask for the jobs. */
  async refresh(): Promise<void> {
    const turn = (this._turn += 1);
    try {
      const jobs = await this.client.jobs();
      if (turn === this._turn) {
        this._jobs = jobs;
        this._error = null;
      }
    } catch (error) {
      if (turn === this._turn) {
        this._error = asApiError(error);
      }
    }
    if (turn === this._turn && !this._isDisposed) {
      this._isLoaded = true;
      this.changed.emit();
      await Promise.all([...this._open].map(id => this._loadPreview(id)));
    }
  }

  /** Let a job's schedule rest, or go on; shows at once, and goes back where that fails. */
  async setPaused(job: Job, paused: boolean): Promise<void> {
    this.take({ ...job, paused });
    try {
      this.take(await this.client.pauseJob(job.id, paused));
    } catch (error) {
      this.take(job);
      throw error;
    }
  }

  /** Run a job now. */
  async runNow(job: Job): Promise<Run> {
    const run = await this.client.runJob(job.id);
    await this.refresh();
    return run;
  }

  /** Forget a job, unless that is taken back in time. */
  remove(id: string): IRemoval {
    const removal = this._removals.schedule(id);
    const settled = (): void => {
      void this.refresh();
    };
    removal.done.then(settled, settled);
    return removal;
  }

  /** Take over what a request has answered with. */
  take(job: Job): void {
    const others = this._jobs.filter(each => each.id !== job.id);
    this._jobs = [...others, job];
    // An answer that is on its way is older.
    this._turn += 1;
    this._previews.delete(job.id);
    if (this._open.has(job.id)) {
      void this._loadPreview(job.id);
    }
    this.changed.emit();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._turn += 1;
      this._removals.dispose();
      Signal.clearData(this);
    }
  }

  private async _loadPreview(id: string): Promise<void> {
    const trigger = this.find(id)?.schedule?.trigger;
    if (!trigger) {
      return;
    }
    try {
      this._previews.set(id, await this.client.preview(trigger));
      this.changed.emit();
    } catch {
      // The list says when it is due next; more is said when the server answers again.
    }
  }

  private _jobs: readonly Job[] = [];
  private _isLoaded = false;
  private _error: ApiError | null = null;
  private _filter = '';
  private _order: Order = 'name';
  private _activeId: string | null = null;
  private _turn = 0;
  private _isDisposed = false;
  private readonly _open = new Set<string>();
  private readonly _previews = new Map<string, Preview>();
  private readonly _removals: Removals;
}
