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

/** Which runs to cancel. */
export type CancelRequest = Schemas['CancelRequest'];

/** What was cancelled. */
export type Cancelled = Schemas['CancelReply'];

/** What people write on a run. */
export type Annotation = Schemas['AnnotateRequest'];

/** A run that repeats another, and what is not as it was then. */
export type Again = Schemas['AgainReply'];

/** A run's notebook as it fills. */
export type RunCells = Schemas['RunCellsReply'];

/** What a run has measured, and what was measured of it. */
export type RunMetrics = Schemas['RunMetricsReply'];

/** How runs are treated. */
export type Policy = Schemas['Policy'];

/** Which state of the files is run. */
export type Revision = Schemas['Revision'];

/** A saved definition that runs are made from. */
export type Job = Schemas['JobReply'];

/** What a job is to be. */
export type JobRequest = Schemas['JobRequest'];

/** When a job runs by itself. */
export type Schedule = Schemas['Schedule'];

/** What starts a job. */
export type Trigger = Schedule['trigger'];

/** When a trigger would fire. */
export type Preview = Schemas['PreviewReply'];

/** How the jobs of `pyproject.toml` differ from those of the store. */
export type Plan = Schemas['PlanReply'];

/** Runs of one notebook over a space of parameters. */
export type Sweep = Schemas['SweepReply'];

/** A page of sweeps, newest first. */
export type SweepPage = Schemas['SweepsReply'];

/** What a sweep is to be. */
export type SweepRequest = Schemas['SweepRequest'];

/** What is swept over. */
export type Space = SweepRequest['space'];

/** What a sweep would be. */
export type SweepPreview = Schemas['SweepPreviewReply'];

/** A table of points. */
export type SweepTable = Schemas['SweepTableReply'];

/** What the runs of a sweep are compared by. */
export type Objective = Schemas['Objective'];

/** What there is to do, and who does it. */
export type Queue = Schemas['QueueReply'];

/** How much runs at a time. */
export type Limits = Schemas['Limits'];

/** What of the past is kept. */
export type Retention = Schemas['Retention'];

/** What is kept, and what there is. */
export type Kept = Schemas['RetentionReply'];

/** What retention would remove, or has removed. */
export type RetentionPreview = Schemas['RetentionPreviewReply'];

/** How people are told. */
export type Channels = Schemas['ChannelsReply'];

/** A way in which people are told. */
export type Channel = Channels['channels'][number];

/** Something that was told, or is to be. */
export type Message = Schemas['MessageReply'];

/** The modules of a project. */
export type Modules = Schemas['ModulesReply'];

/** A module and how it stands to its notebooks. */
export type Module = Schemas['ModuleReply'];

/** How a module and its notebooks stand to each other. */
export type ModuleState = Module['state'];

/** A cell in which a module and its notebooks differ. */
export type ModuleCell = Schemas['ModuleCellReply'];

/** Something was deleted on one side, and the user has to say what becomes of the other. */
export type ModuleQuestion = Schemas['QuestionReply'];

/** Something about a cell or module that its author has to know. */
export type Finding = Schemas['FindingReply'];

/** What to export. */
export type ExportRequest = Schemas['ExportRequest'];

/** What an export has done. */
export type Exported = Schemas['ExportReply'];

/** What to sync, with the user's answers. */
export type SyncRequest = Schemas['SyncRequest'];

/** What a sync has done. */
export type Synced = Schemas['SyncReply'];

/** What becomes of something that was deleted on one side. */
export type Answer = Schemas['CellAnswer']['answer'];

/** The cell that a line of a module comes from. */
export type Place = Schemas['WhereReply'];

/** The versions of a package. */
export type Releases = Schemas['ReleasesReply'];

/** A version that was released. */
export type ReleaseEntry = Schemas['ReleaseEntry'];

/** Which version is next, and why. */
export type ReleasePlan = Schemas['ReleasePlanReply'];

/** A change of the public API. */
export type ApiChange = Schemas['ApiChangeReply'];

/** What to release. */
export type ReleaseRequest = Schemas['ReleaseRequest'];

/** A release that was made or published. */
export type Released = Schemas['ReleaseReply'];

/** How two versions differ. */
export type ReleaseComparison = Schemas['ReleaseCompareReply'];

/** A version's public API. */
export type ReleaseApi = Schemas['ReleaseApiReply'];

/** What was brought back from a version. */
export type Restored = Schemas['ReleaseRestoreReply'];

/** How a project stands, by its last checks. */
export type Checks = Schemas['ChecksReply'];

/** A check: its name and what it is for. */
export type CheckTitle = Schemas['CheckTitle'];

/** Checks of a commit, or of the files as they are. */
export type CheckRun = Schemas['CheckRunReply'];

/** Where checks stand. */
export type CheckRunState = CheckRun['state'];

/** What to check. */
export type CheckRunRequest = Schemas['CheckRunRequest'];

/** Runs of a project's checks. */
export type CheckRuns = Schemas['CheckRunsReply'];

/** How one check came out. */
export type CheckResult = Schemas['CheckResultReply'];

/** Something that a check has found. */
export type CheckFinding = Schemas['CheckFinding'];

/** The newest run on a commit. */
export type CommitVerdict = Schemas['CommitVerdict'];

/** A part of the log of checks, or of a forge's job. */
export type LogText = Schemas['CheckLogReply'];

/** What to mend. */
export type FixRequest = Schemas['FixRequest'];

/** What was mended. */
export type Fixed = Schemas['FixReply'];

/** What a commit would hold that it had better not. */
export type Gate = Schemas['GateReply'];

/** A commit, as the repository's forges know it. */
export type Ci = Schemas['CiReply'];

/** What one forge says of a commit. */
export type CiRemote = Schemas['CiRemote'];

/** A workflow run, a pipeline, or what others reported. */
export type CiPipeline = Schemas['CiPipeline'];

/** A job of a pipeline. */
export type CiJob = Schemas['CiJob'];

/** Where a pipeline, a job or a step stands on a forge. */
export type CiState = CiJob['state'];

/** A remark on a line of a file, or of a cell. */
export type CiAnnotation = Schemas['CiAnnotation'];

/** What to run again on a forge. */
export type CiRerunRequest = Schemas['CiRerunRequest'];

/** A commit status that was written. */
export type CiStatusWritten = Schemas['CiStatusReply'];
