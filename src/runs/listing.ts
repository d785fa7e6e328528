import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { Run, RunPage } from '../api/types';
import { NOTHING, appendPage, insertRun, refreshFirst, since } from './pages';
import type { ILoaded } from './pages';
import { Question } from './question';

/** The server's answer to a question, loaded page by page. */
export class Listing implements IDisposable {
  constructor(private readonly _client: Client) {}

  /** What is listed, or why it is not, has changed. */
  readonly changed = new Signal<this, void>(this);
  /** Runs have come with a page. */
  readonly arrived = new Signal<this, readonly Run[]>(this);

  /** What is asked. */
  get question(): Question {
    return this._question;
  }

  /** The loaded runs, newest first; more than the question is about while it is on its way. */
  get runs(): readonly Run[] {
    return this._loaded.runs;
  }

  /** Whether the first page has come. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Whether older runs wait on the server. */
  get hasMore(): boolean {
    return this._loaded.cursor !== null;
  }

  /** Why the last request failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Put another question, and ask the server where that makes a difference to it. */
  put(question: Question): void {
    const isSame = question.asksAs(this._question);
    this._question = question;
    if (!isSame) {
      this._generation += 1;
      // What is known and fits stays in view until the answer comes: no flicker, focus stays.
      this._loaded = { runs: this._loaded.runs, cursor: null };
      this._isStale = true;
      if (this._isLoaded || this._error) {
        this._isLoaded = false;
        void this.refresh();
      }
    }
    this.changed.emit();
  }

  /** Ask for the first page, or ask for it again. */
  async refresh(): Promise<void> {
    await this._ask(null, refreshFirst);
  }

  /** Ask for the next page, unless one is on its way. */
  async loadMore(): Promise<void> {
    const cursor = this._loaded.cursor;
    if (cursor !== null && !this._isLoadingMore) {
      this._isLoadingMore = true;
      try {
        await this._ask(cursor, appendPage);
      } finally {
        this._isLoadingMore = false;
      }
    }
  }

  /** Take in a run that was seen on its own. */
  insert(run: Run): void {
    const isListed = this._loaded.runs.some(each => each.id === run.id);
    if (isListed || this._question.loads(run)) {
      this._loaded = insertRun(this._loaded, run);
      this.changed.emit();
    }
  }

  /** Take a run out. */
  drop(id: string): void {
    const runs = this._loaded.runs.filter(run => run.id !== id);
    this._loaded = { ...this._loaded, runs };
    this.changed.emit();
  }

  /** Show that a request for one of the runs failed. */
  fail(error: unknown): void {
    this._error = asApiError(error);
    this.changed.emit();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private async _ask(
    cursor: string | null,
    take: (loaded: ILoaded, page: RunPage, before: ILoaded) => ILoaded
  ): Promise<void> {
    const generation = this._generation;
    const before = this._loaded;
    try {
      const query = { ...this._question.query, cursor };
      const page = await this._client.runs(query);
      if (generation === this._generation) {
        const now = this._loaded;
        const fitting = this._isStale ? since(now, before) : now;
        this._loaded = take(fitting, page, before);
        this._isStale = false;
        this._isLoaded = true;
        this._error = null;
        this.arrived.emit(page.runs);
        this.changed.emit();
      }
    } catch (error) {
      if (generation === this._generation) {
        this.fail(error);
      }
    }
  }

  private _question = new Question({
    scope: 'all',
    notebook: null,
    filter: ''
  });
  private _loaded = NOTHING;
  /** Counts the questions: an answer to one before the present one is of no use. */
  private _generation = 0;
  private _isLoaded = false;
  /** Whether what is loaded answers another question than the present one. */
  private _isStale = false;
  private _isLoadingMore = false;
  private _isDisposed = false;
  private _error: ApiError | null = null;
}
