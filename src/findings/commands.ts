import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';

import { goToCell } from '../goToCell';
import { CommandIDs } from '../tokens';
import type { FindingWalk } from './walk';

interface IOptions {
  commands: CommandRegistry;
  /** The notebook that is looked at. */
  current: () => FindingWalk | null;
  /** The notebook that is open at a path. */
  open: (path: string) => NotebookPanel | null;
  walkOf: (panel: NotebookPanel) => FindingWalk;
  trans: TranslationBundle;
}

/** Adds the commands that lead to findings. */
export function addFindingCommands(options: IOptions): void {
  const { commands, current, trans } = options;
  commands.addCommand(CommandIDs.nextFinding, {
    label: args =>
      args.backwards === true
        ? trans.__('Previous Finding')
        : trans.__('Next Finding'),
    caption: trans.__('Go to what the checks have found in the notebook'),
    describedBy: {
      args: { type: 'object', properties: { backwards: { type: 'boolean' } } }
    },
    isEnabled: () => current()?.isPossible ?? false,
    execute: async args => {
      await current()?.next(args.backwards === true);
    }
  });
  commands.addCommand(CommandIDs.goToFinding, {
    label: trans.__('Go to Finding'),
    caption: trans.__('Open the notebook of a finding at its cell'),
    describedBy: {
      args: {
        type: 'object',
        required: ['notebook'],
        properties: {
          notebook: { type: 'string', description: 'Contents path' },
          cell: { type: 'string', description: "The cell's id" },
          index: { type: 'integer', description: 'Its index, from 0' },
          line: { type: 'integer', description: 'Line of it, from 1' },
          key: { type: 'string', description: "The finding's key" }
        }
      }
    },
    execute: async args => {
      await goTo(options, args);
    }
  });
}

async function goTo(
  { commands, open, walkOf }: IOptions,
  args: ReadonlyPartialJSONObject
): Promise<void> {
  const { notebook, cell, index, line, key } = args;
  if (typeof notebook !== 'string') {
    return;
  }
  await goToCell(commands, {
    notebook,
    cell: typeof cell === 'string' ? cell : '',
    index: typeof index === 'number' ? index : null,
    line: typeof line === 'number' ? line : null
  });
  const panel = open(notebook);
  if (panel && typeof key === 'string') {
    await walkOf(panel).go(key);
  }
}
