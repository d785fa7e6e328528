import { ILabShell, IRouter } from '@jupyterlab/application';
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import {
  ADDRESS_CHANGED,
  getAddress,
  readAddress,
  withAddress
} from '../addresses';
import { CommandIDs } from '../tokens';

/** Opens what an address names; only the router calls it. */
const FOLLOW = 'mlops:follow-address';

/** Gives views an address of their own, which opens them and shows while they are looked at. */
export const addressesPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:addresses',
  description: 'Gives jobs, runs and sweeps an address of their own.',
  autoStart: true,
  requires: [IRouter],
  optional: [ILabShell, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    router: IRouter,
    shell: ILabShell | null,
    translator: ITranslator | null
  ) => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    commands.addCommand(FOLLOW, {
      label: trans.__('Open the View That the Address Names'),
      describedBy: { args: {} },
      execute: async args => {
        const search = typeof args.search === 'string' ? args.search : '';
        const found = readAddress(search);
        const target = found && targets[found.view];
        if (target) {
          // What the layout restores comes first, so that what was asked for lies on top of it.
          await app.restored;
          await commands.execute(target.command, {
            [target.argument]: found.name
          });
        }
      }
    });
    router.register({ command: FOLLOW, pattern: /[?&]mlops=[^&]/ });
    if (shell) {
      void app.restored.then(() => {
        const follow = (): void => {
          show(getAddress(shell.currentWidget));
        };
        shell.currentChanged.connect(follow);
        shell.node.addEventListener(ADDRESS_CHANGED, follow);
      });
    }
  }
};

/** Views by the first word of an address: what opens them, and how that is told which. */
const targets: Readonly<
  Partial<Record<string, { command: string; argument: string }>>
> = {
  jobs: { command: CommandIDs.showJobs, argument: 'tab' },
  run: { command: CommandIDs.openRun, argument: 'id' },
  sweep: { command: CommandIDs.openSweep, argument: 'id' },
  versions: { command: CommandIDs.showVersions, argument: 'path' }
};

/** Put an address into the browser's bar; going from view to view is nothing to go back to. */
function show(address: string | null): void {
  const href = withAddress(window.location.href, address);
  if (href !== window.location.href) {
    window.history.replaceState(window.history.state, '', href);
  }
}
