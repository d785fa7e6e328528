import type { CodeEditor } from '@jupyterlab/codeeditor';
import { DocumentWidget } from '@jupyterlab/docregistry';
import type { CommandRegistry } from '@lumino/commands';

/**
 * Open a text at a line.
 *
 * @param path - Contents path of the text.
 * @param line - Its line, from 1; null where the text as a whole is meant.
 */
export async function goToLine(
  commands: CommandRegistry,
  path: string,
  line: number | null
): Promise<void> {
  const widget: unknown = await commands.execute('docmanager:open', { path });
  if (!(widget instanceof DocumentWidget) || line === null) {
    return;
  }
  await widget.context.ready;
  await widget.revealed;
  const { editor } = widget.content as { editor?: CodeEditor.IEditor };
  if (editor) {
    const last = editor.lineCount - 1;
    editor.setCursorPosition({ line: Math.min(line - 1, last), column: 0 });
    editor.focus();
  }
}
