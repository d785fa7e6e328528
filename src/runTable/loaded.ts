import type { Run, RunPage } from '../api/types';
import { newerRun } from '../runData/merge';

/**
 * The part of all runs that has been loaded, newest first.
 *
 * Ids sort by time of creation, so every run is found by halving: a list of a hundred thousand is
 * as quick as one of ten. The array is the same object until something has changed.
 */
export class LoadedRuns {
  /** The runs. */
  get runs(): readonly Run[] {
    return this._runs;
  }

  /** Where the next page starts; null where all is loaded. */
  get cursor(): string | null {
    return this._cursor;
  }

  /** A run; undefined where it is not loaded. */
  get(id: string): Run | undefined {
    const run = this._runs[this._find(id)];
    return run?.id === id ? run : undefined;
  }

  /** Position of a run; negative where it is not loaded. */
  indexOf(id: string): number {
    const index = this._find(id);
    return this._runs[index]?.id === id ? index : -1;
  }

  /** Begin anew with a first page. */
  reset(page: RunPage): void {
    this._runs = page.runs;
    this._cursor = page.next_cursor;
  }

  /** Take in the page after the last one. */
  append(page: RunPage): void {
    const last = this._runs[this._runs.length - 1]?.id;
    const runs =
      last === undefined ? page.runs : page.runs.filter(run => run.id < last);
    this._runs = this._runs.concat(runs);
    this._cursor = page.next_cursor;
  }

  /**
   * Take in the first page, asked for again.
   *
   * Within the page the server is right: what it no longer lists is gone. Newer runs have appeared
   * since; older ones stay from pages before.
   */
  refresh(page: RunPage): void {
    const first = page.runs[0]?.id;
    const last = page.runs[page.runs.length - 1]?.id;
    if (first === undefined || last === undefined) {
      this.reset(page);
      return;
    }
    const newer = this._runs.filter(run => run.id > first);
    const older = page.next_cursor === null ? [] : this._after(last);
    const seen = page.runs.map(run => {
      const known = this.get(run.id);
      return known ? newerRun(known, run) : run;
    });
    this._runs = [...newer, ...seen].concat(older);
    if (older.length === 0) {
      this._cursor = page.next_cursor;
    }
  }

  /** Take in a run as it is now, where it is loaded; returns whether it is. */
  update(seen: Run): boolean {
    const index = this.indexOf(seen.id);
    const known = this._runs[index];
    if (!known) {
      return false;
    }
    const run = newerRun(known, seen);
    if (run !== known) {
      this._runs = this._runs.slice();
      (this._runs as Run[])[index] = run;
    }
    return true;
  }

  /** Take runs out. */
  drop(ids: ReadonlySet<string>): void {
    this._runs = this._runs.filter(run => !ids.has(run.id));
  }

  private _after(id: string): readonly Run[] {
    const index = this._find(id);
    const isIt = this._runs[index]?.id === id;
    return this._runs.slice(isIt ? index + 1 : index);
  }

  /** Position of a run, or where it would be. */
  private _find(id: string): number {
    let low = 0;
    let high = this._runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this._runs[middle];
      if (at && at.id > id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private _runs: readonly Run[] = [];
  private _cursor: string | null = null;
}
