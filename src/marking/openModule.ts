import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { CommandRegistry } from '@lumino/commands';
import type { BoxPanel } from '@lumino/widgets';

import { lineOfCell } from './lineOf';
import type { ICellName } from './lineOf';

/** JupyterLab's editor of files, as far as it matters here. */
export interface IFileEditor extends IDocumentWidget {
  /** What stands above the text. */
  readonly contentHeader: BoxPanel;
  readonly content: IDocumentWidget['content'] & {
    readonly editor: CodeEditor.IEditor;
  };
}

/** Whether a widget is an editor of a file. */
export function isFileEditor(widget: unknown): widget is IFileEditor {
  const content = (widget as Partial<IFileEditor> | null)?.content;
  return content !== undefined && 'editor' in content && 'model' in content;
}

/**
 * Open a module with the cursor where a cell begins.
 *
 * @param path - Contents path of the module.
 * @returns Whether the cell is there.
 */
export async function openModule(
  commands: CommandRegistry,
  path: string,
  cell: ICellName
): Promise<boolean> {
  const widget: unknown = await commands.execute('docmanager:open', {
    path,
    factory: 'Editor'
  });
  if (!isFileEditor(widget)) {
    return false;
  }
  await widget.context.ready;
  await widget.revealed;
  const { editor } = widget.content;
  const line = lineOfCell(editor.model.sharedModel.getSource(), cell);
  if (line === null) {
    return false;
  }
  const position = { line, column: 0 };
  editor.setCursorPosition(position);
  editor.revealPosition(position);
  editor.focus();
  return true;
}
