import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import { asApiError } from '../api/errors';
import type { ChangedFile, Repository } from '../api/types';
import type { IDocuments, IRepository, ISettings } from '../tokens';
import type { IDetail } from './details';
import { changedFiles, filterFiles, kindOf } from './files';
import { Insides } from './insides';
import { WishQueue } from './queue';
import { makeRows } from './rows';
import type { IRowSource, Row } from './rows';
import { Sender } from './sender';
import { fileWish, isWhole, wishedCells, wishedHunks } from './wishes';
import type { IWish } from './wishes';

/** Most staged notebooks whose cells are counted, seen or not. */
const COUNTED = 20;

/** A request that was refused. */
export interface IRefusal {
  readonly error: ApiError;
  /** What was wanted. */
  readonly wishes: readonly IWish[];
}

/** What has changed in the repository that is looked at, and what of it is staged. */
export class ChangesModel implements IDisposable {
  constructor(options: ChangesModel.IOptions) {
    this.repository = options.repository;
    this.documents = options.documents;
    this.settings = options.settings;
    this.insides = new Insides(this.repository, this.documents, this._tell);
    this._sender = new Sender({ ...options, insides: this.insides });
    this._queue = new WishQueue(wishes => this._carryOut(wishes), this._tell);
    this.repository.changed.connect(this._onRepositoryChanged);
    this.repository.touched.connect(this._onTouched);
    this.documents.changed.connect(this._onDocumentChanged);
    this.settings.changed.connect(this._tell);
  }

  readonly repository: IRepository;
  readonly documents: IDocuments;
  readonly settings: ISettings;
  /** What is known of the insides of files. */
  readonly insides: Insides;

  /** Anything that is shown has changed. */
  readonly changed = new Signal<this, void>(this);
  /** A change of the index was refused. */
  readonly refused = new Signal<this, IRefusal>(this);

  /** The repository; null where there is none, or none is known yet. */
  get current(): Repository | null {
    return this.repository.status?.repository ?? null;
  }

  /** All files that differ from the last commit. */
  get files(): readonly ChangedFile[] {
    const { status } = this.repository;
    return status
      ? changedFiles(status, this.documents.dirty(), this.insides)
      : [];
  }

  /** What the list shows. */
  get rows(): readonly Row[] {
    this._rows ??= makeRows(this._source());
    return this._rows;
  }

  /** Words that a file's path must have. */
  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    this._filter = filter;
    this._tell();
  }

  /** The row that keys act on; empty where there is none. */
  get activeId(): string {
    return this._activeId;
  }

  set activeId(id: string) {
    if (id !== this._activeId) {
      this._activeId = id;
      this.changed.emit();
    }
  }

  /** Whether a file is unfolded: the one that is looked at, unless it was folded. */
  isOpen(path: string): boolean {
    return this._folds.get(path) ?? path === this.repository.followed;
  }

  /** Fold or unfold a file. */
  setOpen(path: string, open: boolean): void {
    this._folds.set(path, open);
    this._tell();
  }

  /** These files are in view: what is shown of them is asked for. */
  look(files: readonly ChangedFile[]): void {
    this._seen = files;
    this._want();
  }

  /** What nobody sees is not asked for. */
  setVisible(visible: boolean): void {
    this._isVisible = visible;
    this._want();
  }

  /** Keep an eye on the cells of a notebook, shown or not, until it is disposed of. */
  watch(path: () => string | null): IDisposable {
    const watched = { path };
    this._watched.add(watched);
    this._want();
    return {
      isDisposed: false,
      dispose: () => {
        this._watched.delete(watched);
      }
    };
  }

  /** What of a notebook differs, as it will be once all wishes have been carried out. */
  cells(path: string) {
    const known = this.insides.cells(path);
    const { commitCodeOnly } = this.settings;
    return known && wishedCells(known, this._queue.of(path), commitCodeOnly);
  }

  /** Stage, or take out of the index; shows at once. */
  wish(wishes: readonly IWish[]): Promise<void> {
    return this._queue.add(wishes);
  }

  /** Stage whole files, or take them out of the index. */
  wishFiles(files: readonly ChangedFile[], staged: boolean): Promise<void> {
    const possible = files.filter(file => file.actionable);
    return this.wish(possible.map(file => fileWish(file.path, staged)));
  }

  /** Do again what was refused, though files are large. */
  async wishLarge(wishes: readonly IWish[]): Promise<void> {
    await this._carryOut(wishes, true);
  }

  /** Settles when nothing is left to stage. */
  get idle(): Promise<void> {
    return this._queue.idle;
  }

  /** Ask again about everything. */
  async refresh(): Promise<void> {
    this.insides.expire();
    await this.repository.refresh();
    this._want();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.repository.changed.disconnect(this._onRepositoryChanged);
      this.repository.touched.disconnect(this._onTouched);
      this.documents.changed.disconnect(this._onDocumentChanged);
      this.settings.changed.disconnect(this._tell);
      Signal.clearData(this);
    }
  }

  private _source(): IRowSource {
    const { insides } = this;
    return {
      files: filterFiles(this.files, this._filter),
      codeOnly: this.settings.commitCodeOnly,
      isOpen: path => this.isOpen(path),
      cells: path => this._wished(insides.cellsDetail(path), this.cells(path)),
      hunks: path => {
        const known = insides.hunks(path);
        const hunks = known && wishedHunks(known, this._queue.of(path));
        return this._wished(insides.hunksDetail(path), hunks);
      },
      wished: path => {
        const whole = this._queue.of(path).filter(isWhole);
        return whole[whole.length - 1]?.staged ?? null;
      }
    };
  }

  private _wished<T>(
    detail: IDetail<T> | undefined,
    value: T | null
  ): IDetail<T> | undefined {
    return detail && { ...detail, value };
  }

  private async _carryOut(
    wishes: readonly IWish[],
    allowLarge = false
  ): Promise<void> {
    try {
      await this._sender.send(wishes, allowLarge);
    } catch (reason) {
      this.refused.emit({ error: asApiError(reason), wishes });
      await this.repository.refresh();
    }
  }

  /** Ask for what is shown, counted or watched and not known. */
  private _want(): void {
    const { status } = this.repository;
    if (!status?.repository) {
      return;
    }
    const dirty = this.documents.dirty();
    const staged = status.files
      .filter(file => file.kind === 'notebook' && file.staged !== 'none')
      .slice(0, COUNTED);
    const looked = this._isVisible ? [...this._seen, ...staged] : [];
    const seen = looked.filter(
      file => file.actionable && file.change !== 'conflict'
    );
    const watched = [...this._watched].flatMap(({ path }) => path() ?? []);
    const notebooks = new Set([
      ...watched,
      ...dirty.filter(path => kindOf(path) === 'notebook'),
      ...seen.filter(file => file.kind === 'notebook').map(file => file.path)
    ]);
    const texts = new Set([
      ...dirty.filter(path => kindOf(path) === 'text'),
      ...seen
        .filter(file => file.kind === 'text' && this.isOpen(file.path))
        .map(file => file.path)
    ]);
    this.insides.want([...notebooks], [...texts]);
  }

  private readonly _tell = (): void => {
    this._rows = null;
    this._want();
    this.changed.emit();
  };

  private readonly _onRepositoryChanged = (): void => {
    const root = this.current?.path ?? null;
    if (root !== this._root) {
      this._root = root;
      this._filter = '';
      this.insides.keep(new Set());
    }
    this._tell();
  };

  /** The status may say the same while cells differ. */
  private readonly _onTouched = (): void => {
    this.insides.expire();
    this._want();
  };

  private readonly _onDocumentChanged = (_: unknown, path: string): void => {
    this.insides.expire([path]);
    this._tell();
  };

  private readonly _sender: Sender;
  private readonly _queue: WishQueue;
  private readonly _folds = new Map<string, boolean>();
  private readonly _watched = new Set<{ path: () => string | null }>();
  private _isVisible = true;
  private _seen: readonly ChangedFile[] = [];
  private _rows: readonly Row[] | null = null;
  private _root: string | null = null;
  private _filter = '';
  private _activeId = '';
  private _isDisposed = false;
}

export namespace ChangesModel {
  /** What a model is made from. */
  export interface IOptions {
    repository: IRepository;
    documents: IDocuments;
    settings: ISettings;
  }
}
