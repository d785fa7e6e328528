import { JSONExt } from '@lumino/coreutils';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';

import { asApiError } from './api/errors';
import type { ApiError } from './api/errors';

/** What the server says of the path that is looked at, as it said last. */
export class Followed<
  T extends ReadonlyPartialJSONValue
> implements IDisposable {
  constructor(private readonly _options: Followed.IOptions<T>) {}

  /** Contents path of a file or folder. Who changes it says when to ask. */
  path = '';

  /** What was answered; null where nothing is known. */
  get value(): T | null {
    return this._value;
  }

  /** Why the last question has no answer. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Whether anything has ever been asked. */
  get isAsked(): boolean {
    return this._isAsked;
  }

  /** Ask again. Who asks while a question is on its way gets the answer to the next one. */
  refresh(): Promise<void> {
    this._isAsked = true;
    if (this._asking === null) {
      this._asking = this._ask().finally(() => {
        this._asking = null;
      });
      return this._asking;
    }
    this._next ??= this._asking.then(() => {
      this._next = null;
      return this.refresh();
    });
    return this._next;
  }

  /** Know what another request has answered. */
  take(value: T): void {
    // What is on its way was asked before: it may know less.
    this._turn += 1;
    this._put(value, null);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._turn += 1;
  }

  private async _ask(): Promise<void> {
    const turn = (this._turn += 1);
    const { path } = this;
    const answer = await this._options.ask(path).then(
      value => ({ value, error: null }),
      (error: unknown) => ({
        // Of another path nothing is known then.
        value: path === this._answered ? this._value : null,
        error: asApiError(error)
      })
    );
    if (turn === this._turn && path === this.path) {
      this._answered = path;
      this._put(answer.value, answer.error);
    }
  }

  private _put(value: T | null, error: ApiError | null): void {
    const isSame =
      JSONExt.deepEqual(value, this._value) &&
      error?.message === this._error?.message;
    this._value = value;
    this._error = error;
    if (!isSame) {
      this._options.onChanged();
    }
    this._options.onAnswered();
  }

  /** The path that the value answers. */
  private _answered = '';
  private _value: T | null = null;
  private _error: ApiError | null = null;
  private _isAsked = false;
  private _isDisposed = false;
  private _asking: Promise<void> | null = null;
  private _next: Promise<void> | null = null;
  private _turn = 0;
}

export namespace Followed {
  export interface IOptions<T> {
    /** Ask the server of a path. */
    ask: (path: string) => Promise<T>;
    /** What is known is another than before. */
    onChanged: () => void;
    /** There is an answer, even if it says the same. */
    onAnswered: () => void;
  }
}
