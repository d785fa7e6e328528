import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Plan } from '../api/types';

/** How the jobs of a project's `pyproject.toml` differ from those that are there. */
export class PlanModel implements IDisposable {
  constructor(private readonly _client: JobsClient) {}

  readonly changed = new Signal<this, void>(this);

  /** The plan; null where there is nothing to do. */
  get plan(): Plan | null {
    return this._plan && this._plan.changes.length > 0 ? this._plan : null;
  }

  /** Why the jobs as code can't be read, or could not be applied. */
  get error(): ApiError | null {
    return this._error;
  }

  get isApplying(): boolean {
    return this._isApplying;
  }

  /** Whether each change shows. */
  get isOpen(): boolean {
    return this._isOpen;
  }

  set isOpen(isOpen: boolean) {
    this._isOpen = isOpen;
    this.changed.emit();
  }

  /** Contents path of a file or folder of the project. */
  get path(): string {
    return this._path;
  }

  set path(path: string) {
    if (path !== this._path) {
      this._path = path;
      void this.refresh();
    }
  }

  /** Ask. */
  async refresh(): Promise<void> {
    const turn = (this._turn += 1);
    let plan: Plan | null = null;
    let failure: ApiError | null = null;
    try {
      plan = await this._client.plan(this._path);
    } catch (error) {
      failure = asApiError(error);
    }
    if (turn === this._turn) {
      this._plan = plan;
      this._error = failure;
      this.changed.emit();
    }
  }

  /** Carry out what the plan says. */
  async apply(): Promise<void> {
    this._isApplying = true;
    this.changed.emit();
    try {
      await this._client.applyPlan(this._path);
      this._isOpen = false;
      await this.refresh();
    } catch (error) {
      this._error = asApiError(error);
    } finally {
      this._isApplying = false;
      this.changed.emit();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._turn += 1;
    Signal.clearData(this);
  }

  private _plan: Plan | null = null;
  private _error: ApiError | null = null;
  private _isApplying = false;
  private _isOpen = false;
  private _path = '';
  private _turn = 0;
  private _isDisposed = false;
}
