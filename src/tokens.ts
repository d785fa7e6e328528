import type { NotebookPanel } from '@jupyterlab/notebook';
import type { SidePanel } from '@jupyterlab/ui-components';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';

import type { ApiError } from './api/errors';
import type { ChecksClient } from './api/checksClient';
import type { Client } from './api/client';
import type { GitClient } from './api/gitClient';
import type { ModulesClient } from './api/modulesClient';
import type {
  CheckFinding,
  CheckRun,
  CheckRunRequest,
  Checks,
  Ci,
  CommitVerdict,
  Modules,
  Run,
  RunRequest,
  Status,
  Unsaved
} from './api/types';

/** Ids of the commands. */
export namespace CommandIDs {
  export const runNotebook = 'mlops:run-notebook';
  export const showRuns = 'mlops:show-runs';
  export const refreshRuns = 'mlops:refresh-runs';
  export const openOutput = 'mlops:open-run-output';
  export const openLog = 'mlops:open-run-log';
  export const cancelRun = 'mlops:cancel-run';
  export const deleteRun = 'mlops:delete-run';
  export const runAgain = 'mlops:run-again';
  export const showJobs = 'mlops:show-jobs';
  export const openRun = 'mlops:open-run';
  export const runExactlyAgain = 'mlops:run-exactly-again';
  export const cancelRuns = 'mlops:cancel-runs';
  export const scheduleNotebook = 'mlops:schedule-notebook';
  export const editJob = 'mlops:edit-job';
  export const sweepNotebook = 'mlops:sweep-notebook';
  export const openSweep = 'mlops:open-sweep';
  export const showChanges = 'mlops:show-changes';
  export const refreshChanges = 'mlops:refresh-changes';
  export const commit = 'mlops:commit';
  export const showRestoreList = 'mlops:show-restore-list';
  export const openDiff = 'mlops:open-diff';
  export const showHistory = 'mlops:show-history';
  export const switchBranch = 'mlops:switch-branch';
  export const createBranch = 'mlops:create-branch';
  export const fetch = 'mlops:fetch';
  export const pull = 'mlops:pull';
  export const push = 'mlops:push';
  export const initRepository = 'mlops:init-repository';
  export const cloneRepository = 'mlops:clone-repository';
  export const showModules = 'mlops:show-modules';
  export const refreshModules = 'mlops:refresh-modules';
  export const exportModules = 'mlops:export-modules';
  export const exportNotebook = 'mlops:export-notebook';
  export const syncModules = 'mlops:sync-modules';
  export const markCell = 'mlops:mark-cell';
  export const goToSource = 'mlops:go-to-source-cell';
  export const release = 'mlops:release';
  export const showVersions = 'mlops:show-versions';
  export const showCi = 'mlops:show-ci';
  export const refreshCi = 'mlops:refresh-ci';
  export const check = 'mlops:check';
  export const checkNotebook = 'mlops:check-notebook';
  export const cancelChecks = 'mlops:cancel-checks';
  export const fixFindings = 'mlops:fix-findings';
  export const goToFinding = 'mlops:go-to-finding';
  export const nextFinding = 'mlops:next-finding';
  export const openCheckLog = 'mlops:open-check-log';
  export const openJobLog = 'mlops:open-ci-job-log';
  export const rerunPipeline = 'mlops:rerun-pipeline';
  export const cancelPipeline = 'mlops:cancel-pipeline';
  export const postStatus = 'mlops:post-commit-status';
}

/** Which notebook a list of runs is about. */
export type RunScope = 'notebook' | 'all';

/** The settings, with their defaults while they are being loaded. */
export interface ISettings {
  /** What happens to unsaved changes when a notebook is run as a job. */
  readonly saveBeforeRun: 'ask' | 'always' | 'never';
  /** Whether starting a run shows the panel. */
  readonly showPanelAfterStart: boolean;
  /** Which ends of runs are told by a notification. */
  readonly notifyOnEnd: 'always' | 'failures' | 'never';
  /** Whose runs the panel lists at first. */
  readonly runsFilter: RunScope;
  /** Whether commits leave out the outputs of notebooks, which stay in the working files. */
  readonly commitCodeOnly: boolean;
  /** Whether commits get a `Signed-off-by` line. */
  readonly signOff: boolean;
  /** Whether saving a notebook exports the modules that it is made of. */
  readonly exportOnSave: boolean;
  /** Whether each commit that is made is checked, in a worktree of its own. */
  readonly checkOnCommit: boolean;
  /** Whether findings are marked at their cells in notebooks. */
  readonly markFindings: boolean;
  /** A setting has changed. */
  readonly changed: ISignal<ISettings, void>;
}

/** What starts runs and knows those that have been seen. */
export interface IRuns {
  /** The REST interface. */
  readonly client: Client;
  /** What is known of runs has changed: started, progressed, ended, deleted. */
  readonly changed: ISignal<IRuns, void>;
  /** A run that was still active has ended. */
  readonly ended: ISignal<IRuns, Run>;
  /** Start a run and put it on top of the list, selected. */
  start(request: RunRequest): Promise<Run>;
  /** A run, asked of the server where it has not been seen. */
  find(id: string): Promise<Run>;
}

/** A view of *Jobs*, one of its tabs. */
export interface IJobsTab {
  /** Its name in addresses: `runs`, `schedules`, `sweeps`. */
  readonly id: string;
  /** Its name for people. */
  readonly label: string;
  /** Its place: tabs stand in this order. */
  readonly rank: number;
  /** Make it, when it is looked at for the first time. */
  create(): Promise<Widget>;
}

/** The main-area view *Jobs*; each concern adds its tab. */
export interface IJobsView {
  /** Add a tab. */
  addTab(tab: IJobsTab): void;
  /** Bring a tab into view, opening *Jobs* where it is closed. */
  show(tab?: string): Promise<void>;
}

/** Arguments of `mlops:open-diff`; paths are contents paths. */
export interface IDiffArgs {
  path: string;
  basePath?: string;
  /** A revision, `:index`, `:working` or `:nothing`; by default `HEAD`. */
  base?: string;
  /** The same; by default `:working`. */
  head?: string;
  /** Index in the head of the cell to go to; in the base where `cellSide` says so. */
  cell?: number;
  cellSide?: 'base' | 'head';
}

/** The repository that is looked at, as it is now. */
export interface IRepository {
  /** The REST interface. */
  readonly client: GitClient;
  /** Contents path of the file or folder that is followed: the active document, else the browser's folder. */
  readonly followed: string;
  /** What is known of it; null until it has been asked for. */
  readonly status: Status | null;
  /** Why the last question failed; null where it did not. */
  readonly error: ApiError | null;
  /** Anything above has changed. */
  readonly changed: ISignal<IRepository, void>;
  /** Something has happened in the repository, even if the status says the same. */
  readonly touched: ISignal<IRepository, void>;
  /** Ask again. */
  refresh(): Promise<void>;
  /** Take over a status that a request has answered with. */
  take(status: Status): void;
}

/** The documents that are open, in as far as they are not on disk. */
export interface IDocuments {
  /** A document was edited (a moment ago), saved, opened or closed: its contents path. */
  readonly changed: ISignal<IDocuments, string>;
  /** What the Lab holds; null where that is what is on disk. */
  unsaved(path: string): Unsaved | null;
  /** The same without leaving out outputs, for when the server asks for that. */
  unsavedWhole(path: string): Unsaved | null;
  /** Contents paths of documents with unsaved edits. */
  dirty(): string[];
  /** Save a document if it is open and has unsaved edits. */
  save(path: string): Promise<void>;
  /** Read a document again that has changed on disk, if it is open without unsaved edits. */
  reload(path: string): Promise<void>;
  /** The notebook that is open at a path. */
  notebook(path: string): NotebookPanel | null;
}

/** The modules of the project that is looked at, as they are now. */
export interface IModules {
  /** The REST interface. */
  readonly client: ModulesClient;
  /** Contents path of the file or folder that is followed, as in `IRepository`. */
  readonly followed: string;
  /** What is known of them; null until they have been asked for. */
  readonly status: Modules | null;
  /** Why the last question failed; null where it did not. */
  readonly error: ApiError | null;
  /** Anything above has changed. */
  readonly changed: ISignal<IModules, void>;
  /** Ask again. */
  refresh(): Promise<void>;
  /** Take over a status that a request has answered with. */
  take(status: Modules): void;
  /** Save what is open and not saved of these notebooks and modules; false if that failed. */
  save(paths: readonly string[]): Promise<boolean>;
  /** Read open documents again that a request has changed on disk. */
  reload(paths: readonly string[]): Promise<void>;
}

/** How the project that is looked at stands: by its checks here, and on its forges. */
export interface ICi {
  /** The REST interface. */
  readonly client: ChecksClient;
  /** Contents path of the file or folder that is followed, as in `IRepository`. */
  readonly followed: string;
  /** What the checks here say; null until they have been asked for. */
  readonly status: Checks | null;
  /** Why the last question for them failed; null where it did not. */
  readonly error: ApiError | null;
  /** The run that counts for HEAD: the one on it, else null. */
  readonly run: CheckRun | null;
  /** What the forges say of HEAD; null until they have been asked, or where there is no remote. */
  readonly remote: Ci | null;
  /** Why the last question for that failed; null where it did not. */
  readonly remoteError: ApiError | null;
  /** Anything above or below has changed. */
  readonly changed: ISignal<ICi, void>;
  /** A run has ended. */
  readonly ended: ISignal<ICi, CheckRun>;
  /** Ask again, for both. */
  refresh(): Promise<void>;
  /** Start checks. */
  check(request: Omit<CheckRunRequest, 'path'>): Promise<CheckRun>;
  /** What is known to be wrong with a notebook, by the newest run that has looked at it. */
  findings(path: string): readonly CheckFinding[];
  /** The newest run on a commit; null if there is none, undefined while that is being asked. */
  verdict(commit: string): CommitVerdict | null | undefined;
}

/** The panel in the right side bar; each concern adds its section. */
export interface IMlopsPanel {
  /** The panel itself. */
  readonly widget: SidePanel;
  /** Bring the panel into view and focus the section with a title. */
  reveal(): void;
}

export const ISettings = new Token<ISettings>(
  'jupyter-mlops:ISettings',
  'What the user has set.'
);

export const IRuns = new Token<IRuns>(
  'jupyter-mlops:IRuns',
  'Starts runs and knows those that have been seen.'
);

export const IRepository = new Token<IRepository>(
  'jupyter-mlops:IRepository',
  'The repository that is looked at, as it is now.'
);

export const IDocuments = new Token<IDocuments>(
  'jupyter-mlops:IDocuments',
  'The documents that are open, in as far as they are not on disk.'
);

export const IJobsView = new Token<IJobsView>(
  'jupyter-mlops:IJobsView',
  'The main-area view that takes a tab for each concern of jobs.'
);

export const IModules = new Token<IModules>(
  'jupyter-mlops:IModules',
  'The modules of the project that is looked at, as they are now.'
);

export const ICi = new Token<ICi>(
  'jupyter-mlops:ICi',
  'How the project that is looked at stands, by its checks here and on its forges.'
);

export const IMlopsPanel = new Token<IMlopsPanel>(
  'jupyter-mlops:IMlopsPanel',
  'The side bar panel that takes a section for each concern.'
);
