import type { Progress, Run, RunState } from '../api/types';

/** Schema ids of the events that tell of runs. */
export const RUN_PROGRESSED =
  'https://jupyter-mlops.org/events/run-progressed/v1';
export const RUN_ENDED = 'https://jupyter-mlops.org/events/run-ended/v1';

/** What an event says of a run. */
export interface IRunEvent {
  run_id: string;
  state: RunState;
  progress?: Progress;
  started_at?: string | null;
}

const RANK: Readonly<Record<RunState, number>> = {
  queued: 0,
  running: 1,
  succeeded: 2,
  failed: 2,
  cancelled: 2,
  lost: 2
};

/** Read an emission of the event bus; null where it is not about runs. */
export function readRunEvent(
  emission: Readonly<Record<string, unknown>>
): IRunEvent | null {
  const schema = emission.schema_id;
  if (schema !== RUN_PROGRESSED && schema !== RUN_ENDED) {
    return null;
  }
  return emission as unknown as IRunEvent;
}

/**
 * The newer of two sights of one run.
 *
 * Replies and events overtake each other on their way, so what counts is how far the run was,
 * not which arrived last: a run never goes back.
 */
export function newerRun(known: Run, seen: Run): Run {
  if (RANK[seen.state] !== RANK[known.state]) {
    return RANK[seen.state] > RANK[known.state] ? seen : known;
  }
  return seen.progress.done >= known.progress.done ? seen : known;
}

/** A run after an event. */
export function applyEvent(run: Run, event: IRunEvent): Run {
  const seen: Run = {
    ...run,
    state: event.state,
    progress: event.progress ?? run.progress,
    started_at: event.started_at ?? run.started_at
  };
  return newerRun(run, seen);
}

/** Merge runs into a list that is newest first; ids sort by time of creation. */
export function mergeRuns(
  known: readonly Run[],
  seen: readonly Run[]
): readonly Run[] {
  const byId = new Map(known.map(run => [run.id, run]));
  for (const run of seen) {
    const old = byId.get(run.id);
    byId.set(run.id, old ? newerRun(old, run) : run);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
