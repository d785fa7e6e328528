import { addressesPlugin } from './plugins/addresses';
import { branchesPlugin } from './plugins/branches';
import { changesPlugin } from './plugins/changes';
import { ciPlugin } from './plugins/ci';
import { ciLogPlugin } from './plugins/ciLog';
import { ciStatusPlugin } from './plugins/ciStatus';
import { commitChecksPlugin } from './plugins/commitChecks';
import { diffPlugin } from './plugins/diff';
import { documentsPlugin } from './plugins/documents';
import { findingsPlugin } from './plugins/findings';
import { historyPlugin } from './plugins/history';
import { jobsPlugin } from './plugins/jobs';
import { launchPlugin } from './plugins/launch';
import { markingPlugin } from './plugins/marking';
import { modulesPlugin } from './plugins/modules';
import { operationsPlugin } from './plugins/operations';
import { panelPlugin } from './plugins/panel';
import { queuePlugin } from './plugins/queue';
import { releasesPlugin } from './plugins/releases';
import { repositoryPlugin } from './plugins/repository';
import { runCommandsPlugin } from './plugins/runCommands';
import { runPagePlugin } from './plugins/runPage';
import { runTablePlugin } from './plugins/runTable';
import { runsPlugin } from './plugins/runs';
import { schedulesPlugin } from './plugins/schedules';
import { settingsPlugin } from './plugins/settings';
import { statusPlugin } from './plugins/status';
import { sweepsPlugin } from './plugins/sweeps';

export * from './tokens';

export default [
  settingsPlugin,
  documentsPlugin,
  panelPlugin,
  repositoryPlugin,
  operationsPlugin,
  branchesPlugin,
  historyPlugin,
  statusPlugin,
  changesPlugin,
  diffPlugin,
  runsPlugin,
  modulesPlugin,
  ciPlugin,
  ciLogPlugin,
  ciStatusPlugin,
  markingPlugin,
  findingsPlugin,
  commitChecksPlugin,
  releasesPlugin,
  runCommandsPlugin,
  launchPlugin,
  addressesPlugin,
  queuePlugin,
  jobsPlugin,
  runTablePlugin,
  runPagePlugin,
  schedulesPlugin,
  sweepsPlugin
];
