import type { NotebookPanel } from '@jupyterlab/notebook';

import type { DiffCell } from '../api/types';
import { headLength, placeInHead } from './place';

/** A notebook that is open, as it can be edited. */
export type Shared = NonNullable<NotebookPanel['model']>['sharedModel'];

type SharedCell = Shared['cells'][number];
type CellContent = Parameters<Shared['insertCell']>[1];

/** A text that can be edited. */
export interface IText {
  getSource(): string;
  updateSource(start: number, end: number, value?: string): void;
}

/** What is open is no longer what was compared. */
export class StaleError extends Error {}

/**
 * Replace a text by as small an edit as will do, so that cursors stay where they are.
 *
 * @returns Takes the edit back.
 */
export function replaceText(
  text: IText,
  before: string,
  after: string
): () => void {
  const now = text.getSource();
  if (now.replaceAll('\r\n', '\n') !== before.replaceAll('\r\n', '\n')) {
    throw new StaleError();
  }
  const [start, end] = common(now, after);
  text.updateSource(
    start,
    now.length - end,
    after.slice(start, after.length - end)
  );
  return () => {
    replaceText(text, after, now);
  };
}

/**
 * Put a cell of an open notebook back to what the base has.
 *
 * Outputs are put back only where nothing else differs: commits mostly hold none, and nobody who
 * takes back an edit wants to lose them.
 *
 * @param shared - The notebook.
 * @param cells - The entries of the diff.
 * @param cell - The one to put back.
 * @param content - The base's cell with its outputs; null where it has none.
 * @returns Takes that back.
 * @throws StaleError - The notebook is no longer what was compared.
 */
export function revertCell(
  shared: Shared,
  cells: readonly DiffCell[],
  cell: DiffCell,
  content: CellContent | null
): () => void {
  checkFresh(shared, cells, cell);
  const { head, base } = cell;
  const place = base === null ? 0 : placeInHead(cells, base);
  let undo: () => void = () => undefined;
  shared.transact(() => {
    if (head === null) {
      undo = content ? insert(shared, place, ownId(shared, content)) : undo;
    } else if (content === null) {
      undo = replace(shared, head, null, head);
    } else {
      undo = revertPair(
        shared,
        cell,
        content,
        head < place ? place - 1 : place
      );
    }
  });
  return undo;
}

/** Put the source of a cell to another text. */
export function revertSource(
  shared: Shared,
  cells: readonly DiffCell[],
  cell: DiffCell,
  source: string
): () => void {
  const live = checkFresh(shared, cells, cell);
  if (!live) {
    throw new StaleError();
  }
  return replaceText(live, cell.head_source ?? '', source);
}

function revertPair(
  shared: Shared,
  cell: DiffCell,
  content: CellContent,
  place: number
): () => void {
  const head = cell.head ?? 0;
  const live = shared.getCell(head);
  const isRetyped = cell.base_type !== cell.head_type;
  const to = cell.moved ? place : head;
  const { outputs, execution_count: count } = live.toJSON();
  const isInPlace = !isRetyped && !cell.moved;
  const isOutputs =
    isInPlace && cell.source === null && cell.outputs.length > 0;
  if (isInPlace && !isOutputs && cell.metadata.every(each => each.noise)) {
    return replaceText(live, cell.head_source ?? '', cell.base_source ?? '');
  }
  const kept =
    isOutputs || isRetyped ? {} : { outputs, execution_count: count };
  const id = live.getId();
  return replace(shared, head, clean({ ...content, ...kept, id }), to);
}

/** The cell that is open for an entry, where the notebook still is what was compared. */
function checkFresh(
  shared: Shared,
  cells: readonly DiffCell[],
  { head, head_id: id, head_source: source }: DiffCell
): SharedCell | null {
  if (shared.cells.length !== headLength(cells)) {
    throw new StaleError();
  }
  if (head === null) {
    return null;
  }
  const cell = shared.getCell(head);
  const isSame = id === null || cell.getId() === id;
  if (!isSame || cell.getSource() !== source) {
    throw new StaleError();
  }
  return cell;
}

/** Put another cell in the place of one, or none. */
function replace(
  shared: Shared,
  from: number,
  content: CellContent | null,
  to: number
): () => void {
  const before = shared.getCell(from).toJSON() as CellContent;
  shared.deleteCell(from);
  const takeOut = content ? insert(shared, to, content) : null;
  return () => {
    shared.transact(() => {
      takeOut?.();
      insert(shared, Math.min(from, shared.cells.length), before);
    });
  };
}

function insert(shared: Shared, at: number, content: CellContent): () => void {
  const cell = shared.insertCell(Math.min(at, shared.cells.length), content);
  return () => {
    const index = shared.cells.indexOf(cell);
    if (index >= 0) {
      shared.deleteCell(index);
    }
  };
}

/** A cell without its id where another one has that already. */
function ownId(shared: Shared, content: CellContent): CellContent {
  const isTaken = shared.cells.some(each => each.getId() === content.id);
  return isTaken ? clean({ ...content, id: undefined }) : content;
}

/** Without the keys that have no value: Markdown has no outputs. */
function clean(content: CellContent): CellContent {
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== undefined)
  ) as CellContent;
}

/** How many characters two texts have in common at their start, and then at their end. */
function common(a: string, b: string): [number, number] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  return [start, end];
}
