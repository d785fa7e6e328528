import type { TranslationBundle } from '@jupyterlab/translation';

import { isActive } from '../api/types';
import type { Run, RunState } from '../api/types';
import { formatAgo, formatElapsed, formatParameters } from '../format';

/** A state's word. */
export function stateWord(state: RunState, trans: TranslationBundle): string {
  const words: Record<RunState, string> = {
    queued: trans.__('queued'),
    running: trans.__('running'),
    succeeded: trans.__('succeeded'),
    failed: trans.__('failed'),
    cancelled: trans.__('cancelled'),
    lost: trans.__('lost')
  };
  return words[state];
}

/** How a run stands, beyond what its icon says; empty where that says it all. */
export function standing(run: Run, trans: TranslationBundle): string {
  const { state, progress, failure } = run;
  if (state === 'running') {
    return progress.total > 0
      ? `${progress.done}/${progress.total}`
      : trans.__('starting');
  }
  if (state === 'failed' && failure) {
    const what = failure.exception ?? failure.message;
    return failure.execution_count === null
      ? what
      : trans.__('%1 in [%2]', what, failure.execution_count);
  }
  return state === 'succeeded' ? '' : stateWord(state, trans);
}

/** What makes a run different from another one of the same notebook. */
export function difference(run: Run, trans: TranslationBundle): string {
  if (Object.keys(run.overrides).length > 0) {
    return formatParameters(run.overrides);
  }
  return Object.keys(run.parameters).length > 0 ? trans.__('defaults') : '';
}

/** When a run ended, or for how long it has been at it. */
export function timing(
  run: Run,
  now: number,
  trans: TranslationBundle
): string {
  return isActive(run)
    ? formatElapsed(run.started_at ?? run.created_at, now)
    : formatAgo(run.ended_at ?? run.created_at, now, trans);
}

/** Seconds between two moments; null where one is missing. */
export function secondsBetween(
  from: string | null,
  to: string | null
): number | null {
  return from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : null;
}
