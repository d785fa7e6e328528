import type {
  CheckResult,
  CheckRun,
  CheckRunState,
  CiState
} from '../api/types';

/** Where anything here stands: checks, a run of them, or what a forge tells of. */
export type State = CheckRunState | CheckResult['verdict'] | CiState;

/** Whether a run of checks has still to end. */
export function isActiveRun({ state }: Pick<CheckRun, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** Whether something changes by itself. */
export function isActive(state: State): boolean {
  return state === 'queued' || state === 'running';
}

/** Whether somebody had better look. */
export function isBad(state: State): boolean {
  return state === 'failed' || state === 'broken';
}
