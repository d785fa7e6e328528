import type { NotebookPanel } from '@jupyterlab/notebook';

import type { CellChange } from '../api/types';

/**
 * Go to a changed cell in the notebook that is open.
 *
 * Its id is right even where cells were moved since; its position serves notebooks without ids.
 */
export async function goToCell(
  panel: NotebookPanel,
  cell: Pick<CellChange, 'cell_id' | 'head'>
): Promise<void> {
  await panel.context.ready;
  await panel.revealed;
  const notebook = panel.content;
  const byId = notebook.widgets.findIndex(
    each => each.model.id === cell.cell_id
  );
  const index = byId >= 0 ? byId : (cell.head ?? -1);
  if (!notebook.widgets[index]) {
    return;
  }
  notebook.deselectAll();
  notebook.mode = 'command';
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'center');
  panel.activate();
}
