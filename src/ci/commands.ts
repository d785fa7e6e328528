import { refreshIcon, stopIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { CheckRun } from '../api/types';
import { unfoldSection } from '../components/unfoldSection';
import { CommandIDs } from '../tokens';
import type { ICi, IMlopsPanel } from '../tokens';
import type { CiActions } from './actions';
import { addForgeCommands } from './forgeCommands';
import { checkIcon, fixIcon } from './icons';
import type { CiSection } from './panel';
import { isActiveRun } from './states';

interface IContext {
  commands: CommandRegistry;
  panel: IMlopsPanel;
  section: CiSection;
  actions: CiActions;
}

const TEXT = { type: 'string' } as const;

/** Add what leads to the section, and what it does, as commands. */
export function addCiCommands(context: IContext): void {
  const { commands, section, actions } = context;
  const { model, trans } = actions;
  commands.addCommand(CommandIDs.showCi, {
    label: trans.__('Show CI'),
    caption: trans.__('Show what checks say, here and on forges'),
    describedBy: { args: {} },
    execute: async () => {
      unfoldSection(context.panel, section);
      await section.focusList();
    }
  });
  commands.addCommand(CommandIDs.refreshCi, {
    label: trans.__('Refresh CI'),
    caption: trans.__('Ask again how the checks stand, here and on forges'),
    icon: refreshIcon,
    describedBy: { args: {} },
    execute: () => model.ci.refresh()
  });
  addChecking(context);
  addForgeCommands(commands, actions);
}

/** What checks, and mends. */
function addChecking({ commands, actions }: IContext): void {
  const { model, work, trans } = actions;
  commands.addCommand(CommandIDs.check, {
    label: args => (args.working ? trans.__('Check Files') : trans.__('Check')),
    caption: trans.__(
      'Check the commit in a clean worktree; without one, the files as they are'
    ),
    icon: checkIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: { working: { type: 'boolean' }, fresh: { type: 'boolean' } }
      }
    },
    isEnabled: () => !work.isBusy,
    execute: args => {
      const working = args.working === true || !model.ci.status?.head;
      return work.check({ working, fresh: args.fresh === true });
    }
  });
  commands.addCommand(CommandIDs.checkNotebook, {
    label: trans.__('Check Notebook'),
    caption: trans.__('Check this notebook as it is, saved first'),
    icon: checkIcon,
    describedBy: { args: { type: 'object', properties: { path: TEXT } } },
    isEnabled: args => notebookOf(args, model.ci) !== null && !work.isBusy,
    execute: args => {
      const path = notebookOf(args, model.ci);
      const request = { working: true, only_path: true };
      return path === null ? undefined : work.check(request, path);
    }
  });
  commands.addCommand(CommandIDs.cancelChecks, {
    label: trans.__('Cancel Checks'),
    icon: stopIcon,
    describedBy: { args: {} },
    isEnabled: () => activeRun(model.ci) !== null,
    execute: async () => {
      const run = activeRun(model.ci);
      if (run) {
        await work.cancel(run);
      }
    }
  });
  commands.addCommand(CommandIDs.fixFindings, {
    label: trans.__('Fix Findings'),
    caption: trans.__('Mend in the files what needs no decision'),
    icon: fixIcon,
    describedBy: { args: { type: 'object', properties: { path: TEXT } } },
    isEnabled: () => !work.isBusy,
    execute: () => work.fix()
  });
  work.changed.connect(() => {
    commands.notifyCommandChanged(CommandIDs.check);
    commands.notifyCommandChanged(CommandIDs.fixFindings);
  });
}

/** The run that is at work, of the commit or of the files. */
function activeRun({ status }: ICi): CheckRun | null {
  const runs = [status?.head_run, status?.working_run];
  return runs.find(run => run && isActiveRun(run)) ?? null;
}

/** The notebook that is named, else the one that is looked at. */
function notebookOf(
  args: ReadonlyPartialJSONObject,
  { followed }: ICi
): string | null {
  const path = typeof args.path === 'string' ? args.path : followed;
  return path.endsWith('.ipynb') ? path : null;
}
