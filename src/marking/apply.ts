import type { Cell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import type { PartialJSONObject, PartialJSONValue } from '@lumino/coreutils';

import { isExport } from './marks';
import type { IMarks } from './marks';
import { marksOf, nbdevOf, tagsOf } from './notebookMarks';
import { remark } from './remark';
import type { Mark, Way } from './remark';

type Shared = Cell['model']['sharedModel'];

/** The cells that a mark is for: code that is selected, or active. */
export function cellsToMark(notebook: Notebook): Cell[] {
  return notebook.widgets.filter(
    each => each.model.type === 'code' && notebook.isSelectedOrActive(each)
  );
}

/** Whether cells of a notebook can be exported at all: only Python can. */
export function isPython(notebook: Notebook): boolean {
  const kernel = notebook.model?.getMetadata('kernelspec') as
    { language?: string } | undefined;
  const info = notebook.model?.getMetadata('language_info') as
    { name?: string } | undefined;
  const language = info?.name ?? kernel?.language ?? 'python';
  return language.toLowerCase() === 'python';
}

/**
 * Mark cells of a notebook, in one step that is undone as one.
 *
 * @param marked - What a cell is to be, by what it says now.
 * @param way - How cells say so that say nothing yet.
 */
export function markCells(
  notebook: Notebook,
  cells: readonly Cell[],
  marked: (marks: IMarks) => Mark,
  way: Way
): void {
  const { model } = notebook;
  if (!model || model.readOnly) {
    return;
  }
  const shared = model.sharedModel;
  stopCapturing(shared);
  shared.transact(() => {
    for (const cell of cells) {
      markCell(cell.model.sharedModel, marked, way);
    }
  });
  stopCapturing(shared);
}

function markCell(
  shared: Shared,
  marked: (marks: IMarks) => Mark,
  way: Way
): void {
  const tags = tagsOf(shared);
  const mark = marked(marksOf(shared));
  const remarked = remark(shared.getSource(), tags, mark, way);
  for (const { start, end, text } of remarked.edits) {
    shared.updateSource(start, end, text);
  }
  if (remarked.tags.join('\n') !== tags.join('\n')) {
    put(shared, 'tags', remarked.tags.length > 0 ? [...remarked.tags] : null);
  }
  const nbdev = Object.entries(nbdevOf(shared));
  const others = nbdev.filter(([name]) => !isExport({ name }));
  if (others.length !== nbdev.length) {
    const rest = Object.fromEntries(others) as PartialJSONObject;
    put(shared, 'nbdev', others.length > 0 ? rest : null);
  }
}

function put(
  shared: Shared,
  key: string,
  value: PartialJSONValue | null
): void {
  if (value === null) {
    shared.deleteMetadata(key);
  } else {
    shared.setMetadata(key, value);
  }
}

/** Edits in quick succession are undone as one, which marks are not meant to be. */
function stopCapturing(shared: object): void {
  const { undoManager } = shared as {
    undoManager?: { stopCapturing?: () => void };
  };
  undoManager?.stopCapturing?.();
}
