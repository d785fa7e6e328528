import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import { asApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Diff } from '../api/types';
import type { IDiffArgs, IDocuments, IRepository } from '../tokens';
import { askDiff } from './ask';
import { DiffParts } from './parts';
import { makeRows } from './rows';
import type { ICellRow, IShown, Row } from './rows';

/** How long to wait for more keys before comparing what is being typed, in milliseconds. */
const TYPING = 500;

/** Names of versions that change while one looks at them. */
const LIVE = new Set(['HEAD', ':index', ':working']);

/** What is looked at, where nothing else was asked for yet. */
export const SHOWN: IShown = {
  layout: 'split',
  outputs: true,
  metadata: true,
  formatting: true,
  noise: false
};

let serial = 0;

/** A file before and after, and where in it one is. */
export class DiffModel implements IDisposable {
  constructor(private readonly _options: DiffModel.IOptions) {
    this._args = _options.args;
    this._shown = _options.shown ?? SHOWN;
    this.parts = new DiffParts(_options.repository.client);
    const { documents, repository } = _options;
    documents.changed.connect(this._onDocument);
    repository.touched.connect(this._onRepository);
  }

  /** Tells this diff's elements from those of others. */
  readonly serial = (serial += 1);

  /** Outputs and unchanged cells, which come when they are asked for. */
  readonly parts: DiffParts;

  /** Anything has changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** A row was gone to. */
  get went(): ISignal<this, DiffModel.IWay> {
    return this._went;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._later.dispose();
      this._options.documents.changed.disconnect(this._onDocument);
      this._options.repository.touched.disconnect(this._onRepository);
      Signal.clearData(this);
    }
  }

  get client(): GitClient {
    return this._options.repository.client;
  }

  get repository(): IRepository {
    return this._options.repository;
  }

  /** What is compared. */
  get args(): IDiffArgs {
    return this._args;
  }

  get base(): string {
    return this._args.base ?? 'HEAD';
  }

  get head(): string {
    return this._args.head ?? ':working';
  }

  /** Whether the head is what one works at, so that changes can be taken back there. */
  get isEditable(): boolean {
    return this.head === ':working' && this._diff?.status !== 'deleted';
  }

  /** The last answer; stays while a newer one is on its way. */
  get diff(): Diff | null {
    return this._diff;
  }

  get error(): ApiError | null {
    return this._error;
  }

  get shown(): IShown {
    return this._shown;
  }

  /** The rows of a notebook; none of another file. */
  get rows(): readonly Row[] {
    return this._rows;
  }

  /** Key of the row that one is at. */
  get current(): string | null {
    return this._current;
  }

  /** Whether the view is seen; what happens meanwhile is looked at later. */
  set isVisible(value: boolean) {
    this._isVisible = value;
    if (value && this._isStale) {
      void this._later.invoke();
    }
  }

  /** Compare other versions. */
  compare(base: string, head: string): Promise<void> {
    this._args = { ...this._args, base, head, cell: undefined };
    return this.load();
  }

  /** Look at other parts of what differs. */
  show(change: Partial<IShown>): void {
    const before = this._shown;
    this._shown = { ...before, ...change };
    this._makeRows();
    this._changed.emit();
    if (before.formatting !== this._shown.formatting) {
      void this.load();
    }
  }

  /** Ask the server; the answer to an older question is dropped. */
  async load(): Promise<void> {
    const asked = ++this._asked;
    this._isStale = false;
    try {
      const diff = await askDiff(this._options, this._args, this._shown);
      if (asked === this._asked && !this._isDisposed) {
        this._take(diff);
      }
    } catch (error) {
      if (asked === this._asked && !this._isDisposed) {
        this._error = asApiError(error);
        this._changed.emit();
      }
    }
  }

  /** Compare again in a moment. */
  refresh(): void {
    this._isStale = true;
    if (this._isVisible) {
      void this._later.invoke();
    }
  }

  /**
   * Go to a row.
   *
   * @param key - Of the row.
   * @param takesFocus - Whether the keyboard goes there, too.
   */
  go(key: string, takesFocus = true): void {
    this._current = key;
    this._changed.emit();
    this._went.emit({ key, takesFocus });
  }

  /** Be at the row that is seen, without going there. */
  see(key: string): void {
    if (this._current !== key) {
      this._current = key;
      this._changed.emit();
    }
  }

  /** Go to the cell that is asked for, if one is, and it has changed. */
  goToCell({ cell, cellSide = 'head' }: IDiffArgs): void {
    const row = this.changes.find(each => each.cell[cellSide] === cell);
    if (row && cell !== undefined) {
      this.go(row.key);
    }
  }

  /** Go to the next change, or to the one before. */
  step(by: 1 | -1): void {
    const cells = this.changes;
    const at = cells.findIndex(row => row.key === this._current);
    const next = at < 0 ? 0 : Math.min(cells.length - 1, Math.max(0, at + by));
    const row = cells[next];
    if (row) {
      this.go(row.key);
    }
  }

  /** The repository that the file is in, as requests name it; null if none. */
  async repositoryPath(): Promise<string | null> {
    const { path } = this._args;
    const known = this.repository.status?.repository?.path;
    if (known !== undefined && (known === '' || path.startsWith(`${known}/`))) {
      return known;
    }
    return (await this.client.status(path)).repository?.path ?? null;
  }

  /** The changed cells that are shown. */
  get changes(): ICellRow[] {
    return this._rows.filter(row => row.type === 'cell');
  }

  private _take(diff: Diff): void {
    const isFirst = this._diff === null;
    this._diff = diff;
    this._error = null;
    this.parts.reset(diff.id);
    this._makeRows();
    this._changed.emit();
    const [first] = this.changes;
    if (this._current === null && first) {
      this._current = first.key;
    }
    if (isFirst) {
      this.goToCell(this._args);
    }
  }

  private _makeRows(): void {
    this._rows = makeRows(this._diff?.notebook?.cells ?? [], this._shown);
  }

  private readonly _onDocument = (_: IDocuments, path: string): void => {
    const isWorking = this.base === ':working' || this.head === ':working';
    if (isWorking && path === this._args.path) {
      this.refresh();
    }
  };

  private readonly _onRepository = (): void => {
    if (LIVE.has(this.base) || LIVE.has(this.head)) {
      this.refresh();
    }
  };

  private _args: IDiffArgs;
  private _shown: IShown;
  private _diff: Diff | null = null;
  private _error: ApiError | null = null;
  private _rows: readonly Row[] = [];
  private _current: string | null = null;
  private _asked = 0;
  private _isVisible = true;
  private _isStale = false;
  private _isDisposed = false;
  private readonly _later = new Debouncer(() => this.load(), TYPING);
  private readonly _changed = new Signal<this, void>(this);
  private readonly _went = new Signal<this, DiffModel.IWay>(this);
}

export namespace DiffModel {
  /** Where one goes. */
  export interface IWay {
    key: string;
    takesFocus: boolean;
  }

  /** What a diff is made of. */
  export interface IOptions {
    args: IDiffArgs;
    repository: IRepository;
    documents: IDocuments;
    shown?: IShown;
  }
}
