import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import { asApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { DiffCell, DiffEntry, FoldedCell } from '../api/types';

/** How many unchanged cells are asked for at once. */
export const PAGE = 50;

/** How many answers with outputs are kept. */
const KEPT = 60;

/** What a question has come to. */
export type Answer<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: ApiError }
  | { state: 'done'; value: T };

/** The parts of a diff that come when they are looked at. */
export class DiffParts {
  constructor(private readonly _client: GitClient) {}

  /** A part has come. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Another diff is looked at. */
  reset(id: string): void {
    if (id !== this._id) {
      this._id = id;
      this._entries.clear();
      this._folded.clear();
      this._changed.emit();
    }
  }

  /** The diff that is looked at. */
  get id(): string {
    return this._id;
  }

  /** Outputs of an entry; asked for by this. */
  entry(entry: number): Answer<DiffEntry> {
    const known = this._entries.get(entry);
    if (known) {
      // The last one used is the last one to be forgotten.
      this._entries.delete(entry);
      this._entries.set(entry, known);
      return known;
    }
    for (const old of [...this._entries.keys()].slice(0, -KEPT)) {
      this._entries.delete(old);
    }
    return this._load(this._entries, entry, () =>
      this._client.diffEntry(this._id, entry)
    );
  }

  /** Ask again after a failure. */
  forget(entry: number): void {
    this._entries.delete(entry);
    this._changed.emit();
  }

  /** The same as a promise, for what needs it once. */
  async entryNow(entry: number): Promise<DiffEntry> {
    const known = this._entries.get(entry);
    return known?.state === 'done'
      ? known.value
      : this._client.diffEntry(this._id, entry);
  }

  /** A page of the unchanged cells that an entry stands for; asked for by this. */
  folded(cell: DiffCell, page: number): Answer<FoldedCell[]> {
    const key = `${cell.entry} ${page}`;
    return (
      this._folded.get(key) ??
      this._load(this._folded, key, () =>
        this._client.diffFolded(this._id, cell.entry, page * PAGE, PAGE)
      )
    );
  }

  private _load<K, T>(
    known: Map<K, Answer<T>>,
    key: K,
    ask: () => Promise<T>
  ): Answer<T> {
    const id = this._id;
    const loading: Answer<T> = { state: 'loading' };
    known.set(key, loading);
    const settle = (answer: Answer<T>): void => {
      if (id === this._id && known.get(key) === loading) {
        known.set(key, answer);
        this._changed.emit();
      }
    };
    ask().then(
      value => {
        settle({ state: 'done', value });
      },
      (error: unknown) => {
        settle({ state: 'failed', error: asApiError(error) });
      }
    );
    return loading;
  }

  private _id = '';
  private readonly _entries = new Map<number, Answer<DiffEntry>>();
  private readonly _folded = new Map<string, Answer<FoldedCell[]>>();
  private readonly _changed = new Signal<this, void>(this);
}
