import type { CheckFinding, Checks } from '../api/types';
import { looksAt, looksOf, timeOf } from '../looks';

/** Sources of the cells of a notebook, by their ids. */
export type Sources = ReadonlyMap<string, string>;

interface IVersion {
  /** When it was written, in milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  readonly sources: Sources;
}

/** Versions that are remembered: checks don't take longer than so many saves. */
const MOST = 20;

/** What was in a notebook's file, by the time at which it was written. */
export class CheckedSources {
  /** A version was written, or is on disk since then. */
  note(at: number, sources: Sources): void {
    this._versions = [
      ...this._versions.filter(each => each.at !== at).slice(1 - MOST),
      { at, sources }
    ];
  }

  /** What was on disk at a time; where all that is known is newer, the oldest of that. */
  at(time: number): Sources | null {
    const [oldest] = this._versions;
    const before = this._versions.filter(each => each.at <= time);
    return (before.at(-1) ?? oldest)?.sources ?? null;
  }

  private _versions: IVersion[] = [];
}

/**
 * When what a check has looked at was there, in milliseconds since the epoch; null if unknown.
 *
 * Of runs that have looked at a notebook the newest counts, as it does for the findings.
 */
export function lookedAt(
  { check, source }: CheckFinding,
  status: Checks | null
): number | null {
  const times = (status === null ? [] : looksOf(status))
    .filter(
      run =>
        looksAt(run, source) && run.results.some(each => each.check === check)
    )
    .map(run => Date.parse(timeOf(run)));
  return times.length > 0 ? Math.max(...times) : null;
}
