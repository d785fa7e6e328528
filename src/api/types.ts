import type { components } from './schema';

type Schemas = components['schemas'];

/** Where a run stands; the last four are final. */
export type RunState = Schemas['RunState'];

/** How far a run is, counted in code cells. */
export type Progress = Schemas['Progress'];

/** Why a run did not succeed. */
export type Failure = Schemas['Failure'];

/** What a run ran in. */
export type Environment = Schemas['Environment'];

/** A run as lists show it. */
export type Run = Schemas['RunReply'];

/** A run with all that is known of it. */
export type RunDetail = Schemas['RunDetailReply'];

/** A page of runs, newest first. */
export type RunPage = Schemas['RunPage'];

/** What a new run needs to be told. */
export type RunRequest = Schemas['RunRequest'];

/** Which runs to list. */
export type RunsQuery = Schemas['RunsQuery'];

/** What the dialog of a new run needs to know of a notebook. */
export type Parameters = Schemas['ParametersReply'];

/** A part of a run's log. */
export type LogPart = Schemas['LogReply'];

/** Any failure. */
export type ErrorReply = Schemas['ErrorReply'];

/** The states in which something may still happen. */
export const ACTIVE_STATES: readonly RunState[] = ['queued', 'running'];

/** Whether something may still happen to a run. */
export function isActive(run: { state: RunState }): boolean {
  return ACTIVE_STATES.includes(run.state);
}
