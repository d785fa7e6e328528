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

/** A repository, as it is now. */
export type Repository = Schemas['RepositoryReply'];

/** A file that differs from the last commit. */
export type ChangedFile = Schemas['FileReply'];

/** A repository and what has changed in it. */
export type Status = Schemas['StatusReply'];

/** A document as the Lab holds it, in place of what is on disk. */
export type Unsaved = Schemas['Unsaved'];

/** What has changed in a notebook, cell by cell. */
export type CellChanges = Schemas['CellsReply'];

/** A cell that differs from the last commit. */
export type CellChange = Schemas['CellChange'];

/** A change to put into the index, or to take out of it. */
export type Choice = Schemas['Choice'];

/** What has changed in a text, hunk by hunk. */
export type Hunks = Schemas['HunksReply'];

/** Lines of a text that differ from the last commit. */
export type Hunk = Schemas['HunkReply'];

/** What of a file is meant. */
export type StageFile = Schemas['StageFile'];

/** Put changes into the index, or take them out of it. */
export type StageRequest = Schemas['StageRequest'];

/** Take changes out of the files. */
export type DiscardRequest = Schemas['DiscardRequest'];

/** What was discarded at one time. */
export type Discarded = Schemas['DiscardedReply'];

/** Commit what is in the index. */
export type CommitRequest = Schemas['CommitRequest'];

/** A commit that was made. */
export type CommitMade = Schemas['CommitReply'];

/** A branch, here or on a remote. */
export type Branch = Schemas['BranchReply'];

/** Switch to a branch. */
export type SwitchRequest = Schemas['SwitchRequest'];

/** Where one is after a switch. */
export type Switched = Schemas['SwitchReply'];

/** Which commits to list. */
export type HistoryQuery = Schemas['HistoryQuery'];

/** A commit as lists show it. */
export type CommitSummary = Schemas['CommitSummary'];

/** Commits, newest first. */
export type History = Schemas['HistoryReply'];

/** What a commit changes. */
export type CommitFiles = Schemas['CommitFilesReply'];

/** Compare two versions of a file. */
export type DiffRequest = Schemas['DiffRequest'];

/** A file before and after. */
export type Diff = Schemas['DiffReply'];

/** An entry of a notebook's diff. */
export type DiffCell = Schemas['DiffCell'];

/** An output that differs. */
export type OutputChange = Schemas['OutputChange'];

/** What the cells of an entry hold besides their source. */
export type DiffEntry = Schemas['EntryReply'];

/** An unchanged cell. */
export type FoldedCell = Schemas['FoldedCell'];

/** Talk to a remote. */
export type OperationRequest = Schemas['OperationRequest'];

/** Where an operation stands. */
export type Operation = Schemas['OperationReply'];

/** What git or ssh wants to know. */
export type Prompt = Schemas['PromptReply'];

/** The states in which something may still happen. */
export const ACTIVE_STATES: readonly RunState[] = ['queued', 'running'];

/** Whether something may still happen to a run. */
export function isActive(run: { state: RunState }): boolean {
  return ACTIVE_STATES.includes(run.state);
}
