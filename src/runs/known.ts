import { isActive } from '../api/types';
import type { Run, RunDetail } from '../api/types';
import { newerRun } from '../runData/merge';

/** Every run that has been seen, listed or not, as it was when it had come furthest. */
export class KnownRuns {
  /** A run; undefined where it has not been seen. */
  get(id: string): Run | undefined {
    return this._runs.get(id);
  }

  /** All of a run; undefined where only its line has been seen. */
  detail(id: string): RunDetail | undefined {
    return this._details.get(id);
  }

  /** Keep a run; returns whether it was active before and is no more. */
  see(run: Run): boolean {
    const known = this._runs.get(run.id);
    const newest = known ? newerRun(known, run) : run;
    this._runs.set(run.id, newest);
    if ('cells' in run && newest === run) {
      this._details.set(run.id, run as RunDetail);
    }
    return known !== undefined && isActive(known) && !isActive(newest);
  }

  forget(id: string): void {
    this._runs.delete(id);
    this._details.delete(id);
  }

  /** The notebook that a path stands for: an executed one for that which was run. */
  source(path: string | null): string | null {
    let source = path;
    for (const run of this._runs.values()) {
      if (run.path === path) {
        // It was run itself, so it is one with a list of its own.
        return path;
      }
      if (run.output === path) {
        source = run.path;
      }
    }
    return source;
  }

  private readonly _runs = new Map<string, Run>();
  private readonly _details = new Map<string, RunDetail>();
}
