import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';

import { goToCell } from '../goToCell';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { IModules } from '../tokens';
import { isFileEditor } from './openModule';

interface IOptions {
  commands: CommandRegistry;
  modules: IModules;
  /** The widget that is looked at. */
  current: () => Widget | null;
  trans: TranslationBundle;
}

/** Adds the command that leads from a line of a module to its cell. */
export function addSourceCommand(options: IOptions): void {
  const { commands, modules, trans } = options;
  commands.addCommand(CommandIDs.goToSource, {
    label: trans.__('Go to Cell in Notebook'),
    caption: trans.__(
      'Open the notebook at the cell that this line comes from'
    ),
    describedBy: {
      args: {
        type: 'object',
        properties: { path: { type: 'string' }, line: { type: 'integer' } }
      }
    },
    isEnabled: args => placeOf(args, options) !== null,
    execute: async args => {
      const place = placeOf(args, options);
      if (place === null) {
        return;
      }
      const title = trans.__('There is no cell for this line.');
      await tellFailure(title, async () => {
        const found = await modules.client.where(place.path, place.line);
        await goToCell(commands, found);
      });
    }
  });
}

/** The line that is meant: named, or the cursor's; lines count from 1. */
function placeOf(
  args: ReadonlyPartialJSONObject,
  { current }: IOptions
): { path: string; line: number } | null {
  if (typeof args.path === 'string') {
    return { path: args.path, line: Number(args.line ?? 1) };
  }
  const widget = current();
  if (!isFileEditor(widget) || !widget.context.path.endsWith('.py')) {
    return null;
  }
  const { line } = widget.content.editor.getCursorPosition();
  return { path: widget.context.localPath, line: line + 1 };
}
