import type { CommandRegistry } from '@lumino/commands';

import type { IDocuments } from '../tokens';

/** What leads to a cell. */
export type GoToCell = (notebook: string, index: number) => void;

/** Open a notebook, and go to one of its cells. */
export async function goToCell(
  commands: CommandRegistry,
  documents: IDocuments,
  path: string,
  index: number
): Promise<void> {
  await commands.execute('docmanager:open', { path, factory: 'Notebook' });
  const panel = documents.notebook(path);
  if (!panel) {
    return;
  }
  await panel.context.ready;
  await panel.revealed;
  const { content } = panel;
  if (content.widgets[index]) {
    content.deselectAll();
    content.mode = 'command';
    content.activeCellIndex = index;
    await content.scrollToItem(index, 'center');
  }
  panel.activate();
}
