import type { SidePanel } from '@jupyterlab/ui-components';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';

import type { Client } from './api/client';
import type { Run, RunRequest } from './api/types';

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
  /** A setting has changed. */
  readonly changed: ISignal<ISettings, void>;
}

/** What starts runs and knows those that have been seen. */
export interface IRuns {
  /** The REST interface. */
  readonly client: Client;
  /** A run that was still active has ended. */
  readonly ended: ISignal<IRuns, Run>;
  /** Start a run and put it on top of the list, selected. */
  start(request: RunRequest): Promise<Run>;
  /** A run, asked of the server where it has not been seen. */
  find(id: string): Promise<Run>;
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

export const IMlopsPanel = new Token<IMlopsPanel>(
  'jupyter-mlops:IMlopsPanel',
  'The side bar panel that takes a section for each concern.'
);
