import { branchesPlugin } from './plugins/branches';
import { documentsPlugin } from './plugins/documents';
import { launchPlugin } from './plugins/launch';
import { operationsPlugin } from './plugins/operations';
import { panelPlugin } from './plugins/panel';
import { repositoryPlugin } from './plugins/repository';
import { runCommandsPlugin } from './plugins/runCommands';
import { runsPlugin } from './plugins/runs';
import { settingsPlugin } from './plugins/settings';

export * from './tokens';

export default [
  settingsPlugin,
  documentsPlugin,
  panelPlugin,
  repositoryPlugin,
  operationsPlugin,
  branchesPlugin,
  runsPlugin,
  runCommandsPlugin,
  launchPlugin
];
