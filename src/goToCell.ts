import { NotebookPanel } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';

/** A place in a notebook. */
export interface ICellPlace {
  /** Contents path of the notebook. */
  readonly notebook: string;
  /** The cell's id, right even where cells were moved since; empty where it is not known. */
  readonly cell?: string;
  /** Index of the cell, from 0; null where only the notebook is known. */
  readonly index: number | null;
  /** Line of the cell's source, from 1; null where the cell as a whole is meant. */
  readonly line?: number | null;
}

/**
 * Open a notebook at a cell, or at a line of it.
 *
 * The keyboard goes to the cell: in command mode, so that no key edits what was only looked for;
 * for a line into the editor, where a cursor shows it.
 */
export async function goToCell(
  commands: CommandRegistry,
  place: ICellPlace
): Promise<void> {
  const panel: unknown = await commands.execute('docmanager:open', {
    path: place.notebook,
    factory: 'Notebook'
  });
  if (!(panel instanceof NotebookPanel)) {
    return;
  }
  await panel.context.ready;
  await panel.revealed;
  const index = indexOf(panel, place);
  if (index === null) {
    return;
  }
  const notebook = panel.content;
  notebook.deselectAll();
  notebook.mode = 'command';
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'center');
  panel.activate();
  if (place.line) {
    await goToLine(panel, place.line);
  }
}

function indexOf(panel: NotebookPanel, place: ICellPlace): number | null {
  const { widgets } = panel.content;
  const byId = widgets.findIndex(each => each.model.id === place.cell);
  const index = byId >= 0 ? byId : place.index;
  return index !== null && widgets[index] ? index : null;
}

/** The editor is made when the cell comes into view. */
async function goToLine(
  { content }: NotebookPanel,
  line: number
): Promise<void> {
  const cell = content.activeCell;
  await cell?.ready;
  if (!cell?.editor || cell !== content.activeCell) {
    return;
  }
  const last = cell.editor.lineCount - 1;
  content.mode = 'edit';
  cell.editor.setCursorPosition({ line: Math.min(line - 1, last), column: 0 });
  cell.editor.focus();
}
