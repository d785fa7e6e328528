import type { CheckRun } from '../api/types';
import type { VerdictState } from '../components/verdictIcon';

/** Whether a run of checks has still to end. */
export function isActiveRun({ state }: Pick<CheckRun, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** Whether something changes by itself. */
export function isActive(state: VerdictState): boolean {
  return state === 'queued' || state === 'running';
}

/** Whether somebody had better look. */
export function isBad(state: VerdictState): boolean {
  return state === 'failed' || state === 'broken';
}
