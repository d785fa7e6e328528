import type { CheckRun } from '../api/types';
import { isActiveRun } from './states';

/** Knows which runs have been seen at work, and so which of those that are seen now have ended. */
export class Endings {
  /** Runs that have ended since they were last seen; each is told once. */
  of(runs: readonly (CheckRun | null)[]): CheckRun[] {
    return runs.filter((run): run is CheckRun => {
      if (run === null) {
        return false;
      }
      if (isActiveRun(run)) {
        this._active.add(run.id);
        return false;
      }
      return this._active.delete(run.id);
    });
  }

  /** A run is known to be at work, although nobody has looked at it. */
  expect(id: string): void {
    this._active.add(id);
  }

  /** Whether the end of a run has still to be told. */
  isExpected(id: string): boolean {
    return this._active.has(id);
  }

  private readonly _active = new Set<string>();
}
