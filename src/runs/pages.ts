import type { RunPage, Run } from '../api/types';
import { mergeRuns } from '../runData/merge';

/** The part of all runs that has been loaded, newest first. */
export interface ILoaded {
  readonly runs: readonly Run[];
  /** Where the next page starts; null where all is loaded. */
  readonly cursor: string | null;
}

export const NOTHING: ILoaded = { runs: [], cursor: null };

/** What is loaded after the next page has come. */
export function appendPage(loaded: ILoaded, page: RunPage): ILoaded {
  return {
    runs: mergeRuns(loaded.runs, page.runs),
    cursor: page.next_cursor
  };
}

/**
 * What is loaded after the first page was asked for again.
 *
 * Within the page the server is right: what it no longer lists is gone. Runs that were not known
 * when it was asked have appeared since; older ones stay from pages before.
 *
 * @param loaded - What is loaded now.
 * @param page - The server's answer.
 * @param before - What was loaded when the server was asked.
 */
export function refreshFirst(
  loaded: ILoaded,
  page: RunPage,
  before: ILoaded
): ILoaded {
  const last = page.runs[page.runs.length - 1]?.id;
  const listed = idsOf(page.runs);
  const known = idsOf(before.runs);
  const kept = loaded.runs.filter(
    run =>
      listed.has(run.id) ||
      !known.has(run.id) ||
      (page.next_cursor !== null && last !== undefined && run.id < last)
  );
  const older =
    last !== undefined &&
    page.next_cursor !== null &&
    kept.some(run => run.id < last);
  return {
    runs: mergeRuns(kept, page.runs),
    cursor: older ? loaded.cursor : page.next_cursor
  };
}

/** What is loaded now and was not before. */
export function since(loaded: ILoaded, before: ILoaded): ILoaded {
  const known = idsOf(before.runs);
  const runs = loaded.runs.filter(run => !known.has(run.id));
  return { runs, cursor: null };
}

/**
 * What is loaded after a run was seen on its own.
 *
 * A run older than the last loaded one waits for its page: it would leave a gap.
 */
export function insertRun(loaded: ILoaded, run: Run): ILoaded {
  const last = loaded.runs[loaded.runs.length - 1]?.id;
  const gap = loaded.cursor !== null && last !== undefined && run.id < last;
  return gap ? loaded : { ...loaded, runs: mergeRuns(loaded.runs, [run]) };
}

function idsOf(runs: readonly Run[]): ReadonlySet<string> {
  return new Set(runs.map(run => run.id));
}
