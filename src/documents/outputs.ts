import type { CellList, INotebookModel } from '@jupyterlab/notebook';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

type Cell = ReturnType<CellList['get']>;
type SharedChange = Parameters<
  Parameters<Cell['sharedModel']['changed']['connect']>[0]
>[1];

/** What of a context is listened to. */
type ISaves = Pick<DocumentRegistry.Context, 'saveState'>;

/**
 * Knows the cells whose outputs may differ from those on disk.
 *
 * Outputs are most of a notebook's bytes and rarely what is edited: those that the disk has need not
 * be sent along with each keystroke.
 */
export class TouchedOutputs implements IDisposable {
  constructor(
    model: Pick<INotebookModel, 'cells'>,
    private readonly _context: ISaves
  ) {
    // Kept: a model that was disposed of first has no cells any more.
    this._cells = model.cells;
    for (const cell of this._cells) {
      this._listen(cell);
    }
    this._cells.changed.connect(this._onCellsChanged);
    _context.saveState.connect(this._onSaveState);
  }

  /** Whether the outputs of a cell may differ from those on disk. */
  has(id: string): boolean {
    return this._touched.has(id) || this._saving.has(id);
  }

  /** The document was read from the disk just now. */
  forget(): void {
    this._touched.clear();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
      this._cells.changed.disconnect(this._onCellsChanged);
      this._context.saveState.disconnect(this._onSaveState);
    }
  }

  private _listen(cell: Cell): void {
    const shared = cell.sharedModel;
    shared.changed.connect((_: unknown, change: SharedChange) => {
      if (change.outputsChange ?? change.streamOutputChange) {
        this._touched.add(cell.id);
      }
    }, this);
  }

  /** A cell that was put in, or put back, is not on disk as it is. */
  private readonly _onCellsChanged = (
    _: unknown,
    change: { type: string; newValues: (Cell | undefined)[] }
  ): void => {
    for (const cell of change.newValues) {
      if (cell && change.type !== 'remove') {
        this._touched.add(cell.id);
        this._listen(cell);
      }
    }
  };

  /** What changes while a save is under way is not part of it. */
  private readonly _onSaveState = (
    _: unknown,
    state: DocumentRegistry.SaveState
  ): void => {
    if (state === 'started') {
      this._saving = new Set([...this._saving, ...this._touched]);
      this._touched.clear();
      return;
    }
    if (state === 'failed') {
      this._saving.forEach(id => this._touched.add(id));
    }
    this._saving.clear();
  };

  private readonly _cells: INotebookModel['cells'];
  private _touched = new Set<string>();
  private _saving = new Set<string>();
  private _isDisposed = false;
}
