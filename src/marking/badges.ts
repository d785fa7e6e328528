import type { Cell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';

import type { NotebookMarks } from './notebookMarks';
import { showBadges } from './badge';
import type { IBadge } from './badge';

/** Shows at the cells of a notebook what becomes of them. */
export class NotebookBadges implements IDisposable {
  constructor(
    private readonly _notebook: Notebook,
    private readonly _marks: NotebookMarks,
    private readonly _badgesOf: (cell: Cell) => IBadge[]
  ) {
    _marks.changed.connect(this._onChanged);
    this.update();
  }

  /** Draw those that have changed. */
  update(): void {
    if (this._isDisposed) {
      return;
    }
    this._cells.clear();
    for (const cell of this._notebook.widgets) {
      this._cells.set(cell.model.id, cell);
      this._draw(cell);
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._marks.changed.disconnect(this._onChanged);
  }

  private readonly _onChanged = (_: unknown, id: string | null): void => {
    if (id === null) {
      // The widgets of new cells are made by who listens after us.
      void Promise.resolve().then(() => {
        this.update();
      });
      return;
    }
    const cell = this._cells.get(id);
    if (cell) {
      this._draw(cell);
    }
  };

  private _draw(cell: Cell): void {
    if (this._isDisposed || cell.isDisposed) {
      return;
    }
    if (cell.isPlaceholder()) {
      this._drawWhenReady(cell);
      return;
    }
    const place = cell.node.querySelector(':scope > .jp-Cell-inputWrapper');
    if (place instanceof HTMLElement) {
      showBadges(place, this._badgesOf(cell));
    }
  }

  private _drawWhenReady(cell: Cell): void {
    if (!this._awaited.has(cell)) {
      this._awaited.add(cell);
      void cell.ready.then(() => {
        this._draw(cell);
      });
    }
  }

  /** By id, for many cells may be marked at once. */
  private readonly _cells = new Map<string, Cell>();
  private readonly _awaited = new WeakSet<Cell>();
  private _isDisposed = false;
}
