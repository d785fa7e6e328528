import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { LogText } from '../api/types';
import { Lines } from './lines';

/** How long to wait for more, in milliseconds; longer where that fails. */
const WAIT = 1_500;
const WAIT_AFTER_ERROR = 10_000;

/** A log: what has come of it, what is searched in it, and whether its end is followed. */
export class LogModel implements IDisposable {
  /**
   * @param _read - Asks for what begins at an offset.
   */
  constructor(private readonly _read: (offset: number) => Promise<LogText>) {}

  readonly changed = new Signal<this, void>(this);

  get lines(): readonly string[] {
    return this._lines.all;
  }

  /** Whether no more will come. */
  get isWhole(): boolean {
    return this._isWhole;
  }

  /** Whether anything was answered. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  /** Why the last question failed; null where it did not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Whether the end stays in view. */
  get isFollowing(): boolean {
    return this._isFollowing;
  }

  set isFollowing(isFollowing: boolean) {
    if (isFollowing !== this._isFollowing) {
      this._isFollowing = isFollowing;
      this.changed.emit();
    }
  }

  /** What is searched for. */
  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    this._filter = filter;
    this._matches = this._lines.find(filter);
    this._match = 0;
    this._show();
  }

  /** Indices of the lines that have it. */
  get matches(): readonly number[] {
    return this._matches;
  }

  /** Which of them is looked at, from 0. */
  get match(): number {
    return this._match;
  }

  /** The line that is looked at; null where nothing is searched for. */
  get line(): number | null {
    return this._matches[this._match] ?? null;
  }

  /** Look at the next line that matches, or at the one before, around the ends. */
  step(by: number): void {
    const count = this._matches.length;
    if (count > 0) {
      this._match = (this._match + by + count) % count;
      this._show();
    }
  }

  /** Read on as long as somebody looks; what has ended is read to its end. */
  setWatched(isWatched: boolean): void {
    this._isWatched = isWatched;
    window.clearTimeout(this._timer);
    if (isWatched && !this._isWhole) {
      void this.load();
    }
  }

  /** Read what has come since. */
  async load(): Promise<void> {
    if (this._isLoading) {
      return;
    }
    this._isLoading = true;
    try {
      while (!this._isWhole && !this._isDisposed && (await this._loadPart())) {
        this.changed.emit();
      }
      this._error = null;
    } catch (error) {
      this._error = asApiError(error);
    } finally {
      this._isLoading = false;
    }
    if (!this._isDisposed) {
      this.changed.emit();
      this._plan();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    window.clearTimeout(this._timer);
    Signal.clearData(this);
  }

  /** Read a part; returns whether there was something in it. */
  private async _loadPart(): Promise<boolean> {
    const part = await this._read(this._next);
    this._isLoaded = true;
    this._isWhole = part.whole;
    this._next = part.next;
    if (part.text !== '') {
      this._lines.append(part.text);
      this._matches = this._lines.find(this._filter);
    }
    return part.text !== '';
  }

  private _plan(): void {
    window.clearTimeout(this._timer);
    if (this._isWatched && !this._isWhole) {
      const wait = this._error ? WAIT_AFTER_ERROR : WAIT;
      this._timer = window.setTimeout(() => void this.load(), wait);
    }
  }

  /** Somebody looks at a match: the end would pull it out of view. */
  private _show(): void {
    if (this._matches.length > 0) {
      this._isFollowing = false;
    }
    this.changed.emit();
  }

  private readonly _lines = new Lines();
  private _next = 0;
  private _isWhole = false;
  private _isLoaded = false;
  private _isLoading = false;
  private _isFollowing = true;
  private _isWatched = false;
  private _isDisposed = false;
  private _error: ApiError | null = null;
  private _filter = '';
  private _matches: readonly number[] = [];
  private _match = 0;
  private _timer = 0;
}
