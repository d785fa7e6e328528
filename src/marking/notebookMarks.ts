import type { ICellModel } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { readMarks } from './marks';
import type { IMarks, NbdevMetadata } from './marks';

/** What the code cells of an open notebook say about themselves, as they are edited. */
export class NotebookMarks implements IDisposable {
  constructor(private readonly _notebook: Notebook) {
    _notebook.modelChanged.connect(this._onModelChanged);
    this._onModelChanged();
  }

  /** A cell is marked in another way, by its id; null where that may be true of any. */
  readonly changed: Signal<NotebookMarks, string | null> = new Signal<
    NotebookMarks,
    string | null
  >(this);

  /** The module that the notebook says is its own, last; empty where it says nothing. */
  get defaultModule(): string {
    return this._defaultModule;
  }

  /** Whether any cell is exported. */
  get hasExports(): boolean {
    return [...this._marks.values()].some(({ targets }) => targets.length > 0);
  }

  /** What a cell says; null for what is no code cell. */
  of(cell: ICellModel): IMarks | null {
    return this._marks.get(cell.id) ?? null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._notebook.modelChanged.disconnect(this._onModelChanged);
      this._forgetAll();
      Signal.clearData(this);
    }
  }

  private readonly _onModelChanged = (): void => {
    this._forgetAll();
    const cells = this._notebook.model?.cells;
    cells?.changed.connect(this._onCellsChanged);
    this._cells = cells ?? null;
    this._onCellsChanged();
  };

  /** Cells were added, removed, moved or made code. */
  private readonly _onCellsChanged = (): void => {
    const code = [...(this._cells ?? [])].filter(each => each.type === 'code');
    const present = new Set(code);
    for (const cell of this._listening.keys()) {
      if (!present.has(cell)) {
        this._forget(cell);
      }
    }
    this._marks = new Map(
      code.map(cell => [
        cell.id,
        this._known(cell) ?? marksOf(cell.sharedModel)
      ])
    );
    code.forEach(cell => {
      this._listen(cell);
    });
    this._nameDefault();
    this.changed.emit(null);
  };

  /** What a cell that is listened to says. */
  private _known(cell: ICellModel): IMarks | undefined {
    return this._listening.has(cell) ? this._marks.get(cell.id) : undefined;
  }

  private _nameDefault(): void {
    const named = [...this._marks.values()].map(each => each.defaultModule);
    this._defaultModule = named.filter(Boolean).at(-1) ?? '';
  }

  private _listen(cell: ICellModel): void {
    if (this._listening.has(cell)) {
      return;
    }
    const { sharedModel } = cell;
    const onChanged = (): void => {
      this._update(cell);
    };
    sharedModel.changed.connect(onChanged);
    this._listening.set(cell, () => {
      sharedModel.changed.disconnect(onChanged);
    });
  }

  private _update(cell: ICellModel): void {
    const former = this._marks.get(cell.id);
    const marks = marksOf(cell.sharedModel);
    if (JSON.stringify(marks) === JSON.stringify(former)) {
      return;
    }
    this._marks.set(cell.id, marks);
    const isNaming = former?.defaultModule !== marks.defaultModule;
    if (isNaming) {
      this._nameDefault();
    }
    // Where the notebook's own module is another one, so is that of other cells.
    this.changed.emit(isNaming ? null : cell.id);
  }

  private _forget(cell: ICellModel): void {
    this._listening.get(cell)?.();
    this._listening.delete(cell);
  }

  private _forgetAll(): void {
    this._cells?.changed.disconnect(this._onCellsChanged);
    this._cells = null;
    for (const cell of [...this._listening.keys()]) {
      this._forget(cell);
    }
  }

  private _cells: NonNullable<Notebook['model']>['cells'] | null = null;
  private _marks = new Map<string, IMarks>();
  private _defaultModule = '';
  private readonly _listening = new Map<ICellModel, () => void>();
  private _isDisposed = false;
}

type Shared = ICellModel['sharedModel'];

/** What a cell says now. */
export function marksOf(shared: Shared): IMarks {
  return readMarks(shared.getSource(), tagsOf(shared), nbdevOf(shared));
}

/** What nbdev keeps in a cell's metadata. */
export function nbdevOf(shared: Shared): NbdevMetadata {
  const nbdev: unknown = shared.getMetadata('nbdev');
  return typeof nbdev === 'object' && nbdev !== null
    ? (nbdev as NbdevMetadata)
    : {};
}

/** A cell's tags; whatever is not a list of texts counts as none. */
export function tagsOf(shared: Shared): string[] {
  const tags: unknown = shared.getMetadata('tags');
  return Array.isArray(tags)
    ? tags.filter((tag): tag is string => typeof tag === 'string')
    : [];
}
