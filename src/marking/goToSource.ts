import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';

import { goToCell } from '../goToCell';
import { tellFailure } from '../notify';
import { CommandIDs } from '../tokens';
import type { IModules } from '../tokens';
import { lineOnDisk } from './lineOnDisk';
import { isFileEditor } from './openModule';

interface IOptions {
  commands: CommandRegistry;
  modules: IModules;
  contents: Contents.IManager;
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
        const line = await saved(place, options);
        const found = await modules.client.where(place.path, line);
        await goToCell(commands, found);
      });
    }
  });
}

interface IPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** The line of the saved file, which is what the server knows. */
async function saved(
  { path, line }: IPlace,
  { contents, current }: IOptions
): Promise<number> {
  const widget = current();
  if (
    !isFileEditor(widget) ||
    widget.context.localPath !== path ||
    !widget.context.model.dirty
  ) {
    return line;
  }
  const file = await contents.get(widget.context.path, { type: 'file' });
  const edited = widget.context.model.toString();
  return lineOnDisk(edited, String(file.content), line - 1) + 1;
}

/** The line that is meant: named, or the cursor's. */
function placeOf(
  args: ReadonlyPartialJSONObject,
  { current }: IOptions
): IPlace | null {
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
