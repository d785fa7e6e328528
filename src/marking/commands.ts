import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs } from '../tokens';
import { CHOICES } from './choices';
import type { MarkChoice } from './choices';
import { moduleIcon } from './icons';
import type { NotebookMarking } from './session';
import { fileOf } from './targets';

/** Id of the command that leads from a cell to the module that it goes to. */
export const GO_TO_MODULE = 'mlops:go-to-module';

interface IOptions {
  commands: CommandRegistry;
  /** What is known of the notebook that is looked at. */
  current: () => NotebookMarking | null;
  trans: TranslationBundle;
}

/** Adds the command that marks cells: what as, its arguments say; without, a menu asks. */
export function addMarkCommand(options: IOptions): void {
  const { commands, current, trans } = options;
  commands.addCommand(CommandIDs.markCell, {
    label: args => labelOf(args, options),
    caption: trans.__('Choose what becomes of the selected cells'),
    icon: args => (args.mark === undefined ? moduleIcon : undefined),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          mark: { enum: [...CHOICES] },
          target: { type: 'string' }
        }
      }
    },
    isEnabled: args => {
      const marking = current();
      const isPossible = args.mark !== 'private' || marking?.modules.length;
      return Boolean(marking?.isEnabled && isPossible);
    },
    isToggled: args => {
      const choice = choiceOf(args);
      return choice !== null && (current()?.isChosen(choice) ?? false);
    },
    execute: async args => {
      const choice = choiceOf(args);
      if (choice === null) {
        current()?.openMenuAtCell();
      } else {
        await current()?.choose(choice);
      }
    }
  });
}

/** Adds the command that leads from the active cell to the module that it goes to. */
export function addModuleCommand({ commands, current, trans }: IOptions): void {
  commands.addCommand(GO_TO_MODULE, {
    label: trans.__('Go to Exported Code'),
    caption: trans.__('Open the module that the cell is exported to'),
    describedBy: { args: {} },
    isEnabled: () => (current()?.modules.length ?? 0) > 0,
    execute: () => {
      current()?.openFirstModule();
    }
  });
}

function choiceOf(args: ReadonlyPartialJSONObject): MarkChoice | null {
  const mark = CHOICES.find(each => each === args.mark);
  const target = typeof args.target === 'string' ? args.target : '';
  return mark ? { mark, target } : null;
}

function labelOf(
  args: ReadonlyPartialJSONObject,
  { current, trans }: IOptions
): string {
  const choice = choiceOf(args);
  if (choice === null) {
    return trans.__('Mark Cells for Export…');
  }
  const label = choiceLabel(choice, current()?.surroundings.own ?? '', trans);
  return args.isPalette ? trans.__('Mark Cells: %1', label) : label;
}

function choiceLabel(
  { mark, target = '' }: MarkChoice,
  own: string,
  trans: TranslationBundle
): string {
  switch (mark) {
    case 'none':
      return trans.__('Not Exported');
    case 'export':
      return target || own
        ? trans.__('Export to %1', fileOf(target || own))
        : trans.__('Export');
    case 'other':
      return trans.__('Export to Another Module…');
    case 'private':
      return trans.__('Private: Left Out of __all__');
    case 'test':
      return trans.__('Test');
    case 'setup':
      return trans.__('Setup for Tests');
    default:
      return trans.__('Export or Not');
  }
}
