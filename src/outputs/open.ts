import type { IDocumentManager } from '@jupyterlab/docmanager';
import { NotebookPanel } from '@jupyterlab/notebook';

import type { Run } from '../api/types';
import { findFailedCell } from './failedCell';

/**
 * Open a run's executed notebook, at the failed cell where there is one.
 *
 * @returns Whether the notebook could be opened.
 */
export async function openOutput(
  documents: IDocumentManager,
  run: Run
): Promise<boolean> {
  if (run.output === null) {
    return false;
  }
  // Asked first: JupyterLab shows a notebook that is gone as an empty one.
  await documents.services.contents.get(run.output, { content: false });
  const widget = documents.openOrReveal(
    run.output,
    'Notebook',
    undefined,
    {},
    // It is there to be read, and a kernel for each of many would fill the memory. Whoever runs
    // a cell of it is asked for a kernel.
    { shouldStart: false }
  );
  if (!(widget instanceof NotebookPanel)) {
    return false;
  }
  await widget.context.ready;
  await widget.revealed;
  await goToFailedCell(widget, run);
  return true;
}

async function goToFailedCell(panel: NotebookPanel, run: Run): Promise<void> {
  const cells = panel.content.widgets;
  const ids = cells.map(cell => cell.model.id);
  const index = findFailedCell(ids, run.failure);
  const cell = cells[index];
  if (!cell) {
    return;
  }
  panel.content.deselectAll();
  panel.content.mode = 'command';
  panel.content.activeCellIndex = index;
  await panel.content.scrollToItem(index, 'center');
  await cell.ready;
  panel.activate();
}
