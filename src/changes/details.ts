import { JSONExt } from '@lumino/coreutils';
import type { JSONValue } from '@lumino/coreutils';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';

/** What is known of the inside of a file. */
export interface IDetail<T> {
  /** The answer; null until there is one. */
  readonly value: T | null;
  /** Why the last question failed; null where it did not. */
  readonly error: ApiError | null;
}

interface IEntry<T> {
  detail: IDetail<T>;
  /** Whether what is known answers the present question. */
  isFresh: boolean;
  asking: Promise<void> | null;
  /** When the next question may be asked, in milliseconds since the page was loaded. */
  next: number;
}

/** An answer that takes long is asked for the less often, by this factor. */
const REST = 2;

/**
 * The insides of files, asked for when they are seen, a few at a time.
 *
 * What has become stale stays until the new answer is here, so that nothing jumps.
 */
export class Details<T> {
  /**
   * @param _ask - Asks for the inside of a file.
   * @param _onChanged - Something is known that was not.
   * @param _limit - Most questions at a time.
   */
  constructor(
    private readonly _ask: (path: string) => Promise<T>,
    private readonly _onChanged: () => void,
    private readonly _limit = 2
  ) {}

  /** What is known; undefined where nobody has asked. */
  get(path: string): IDetail<T> | undefined {
    return this._entries.get(path)?.detail;
  }

  /** The files that somebody has asked for. */
  get paths(): string[] {
    return [...this._entries.keys()];
  }

  /** These are looked at now: ask for those that are not known, or not any more. */
  want(paths: readonly string[]): void {
    this._wanted = paths.filter(path => !this._entries.get(path)?.isFresh);
    this._next();
  }

  /** The file has changed; all of them without a path. */
  expire(path?: string): void {
    for (const [each, entry] of this._entries) {
      if (path === undefined || path === each) {
        entry.isFresh = false;
      }
    }
  }

  /** Ask now, or for the second time if the first question may be too old. */
  async refresh(path: string): Promise<T | null> {
    const before = this._entries.get(path)?.asking;
    this.expire(path);
    await before;
    await this._start(path);
    return this._entries.get(path)?.detail.value ?? null;
  }

  /** Forget all files but these. */
  keep(paths: ReadonlySet<string>): void {
    for (const path of this._entries.keys()) {
      if (!paths.has(path)) {
        this._entries.delete(path);
      }
    }
  }

  private _next(): void {
    while (this._active < this._limit) {
      const path = this._wanted.shift();
      if (path === undefined) {
        return;
      }
      const rest = this._entry(path).next - performance.now();
      if (rest <= 0) {
        void this._start(path);
      } else {
        this._rest(path, rest);
      }
    }
  }

  /** Ask later: a large notebook that prints on would have the server do nothing else. */
  private _rest(path: string, time: number): void {
    if (!this._resting.has(path)) {
      this._resting.add(path);
      setTimeout(() => {
        this._resting.delete(path);
        if (this._entries.get(path)?.isFresh === false) {
          void this._start(path);
        }
      }, time);
    }
  }

  private _start(path: string): Promise<void> {
    const entry = this._entry(path);
    entry.asking ??= this._answer(path, entry).finally(() => {
      entry.asking = null;
      this._next();
    });
    return entry.asking;
  }

  private async _answer(path: string, entry: IEntry<T>): Promise<void> {
    // Set first: what happens while the answer is on its way makes it stale again.
    entry.isFresh = true;
    this._active += 1;
    const begin = performance.now();
    let detail: IDetail<T>;
    try {
      detail = { value: await this._ask(path), error: null };
    } catch (error) {
      detail = { value: entry.detail.value, error: asApiError(error) };
    } finally {
      this._active -= 1;
      entry.next = performance.now() + REST * (performance.now() - begin);
    }
    const isSame =
      detail.error === null &&
      entry.detail.error === null &&
      JSONExt.deepEqual(
        detail.value as JSONValue,
        entry.detail.value as JSONValue
      );
    if (!isSame) {
      entry.detail = detail;
      this._onChanged();
    }
  }

  private _entry(path: string): IEntry<T> {
    let entry = this._entries.get(path);
    if (!entry) {
      const detail = { value: null, error: null };
      entry = { detail, isFresh: false, asking: null, next: 0 };
      this._entries.set(path, entry);
    }
    return entry;
  }

  private readonly _entries = new Map<string, IEntry<T>>();
  private readonly _resting = new Set<string>();
  private _wanted: string[] = [];
  private _active = 0;
}
