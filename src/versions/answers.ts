import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';

/** What is known of an answer: both are null while it is on its way. */
export interface IAnswer<T> {
  readonly value: T | null;
  /** Why the last question failed. */
  readonly error: ApiError | null;
}

const UNKNOWN: IAnswer<never> = { value: null, error: null };

/** Answers of the server, each asked for once and kept. */
export class Answers<T> {
  /**
   * @param _ask - Asks the server.
   * @param _onAnswer - An answer has come.
   */
  constructor(
    private readonly _ask: (key: string) => Promise<T>,
    private readonly _onAnswer: () => void
  ) {}

  /** What is known so far. */
  get(key: string): IAnswer<T> {
    return this._known.get(key) ?? UNKNOWN;
  }

  /** Ask, unless that was done before and went well. */
  async want(key: string): Promise<void> {
    if (this.get(key).value === null) {
      await this.renew(key);
    }
  }

  /** Ask again; the old answer stays until the new one is there. */
  async renew(key: string): Promise<void> {
    const turn = (this._turns.get(key) ?? 0) + 1;
    this._turns.set(key, turn);
    let answer: IAnswer<T>;
    try {
      answer = { value: await this._ask(key), error: null };
    } catch (error) {
      answer = { value: null, error: asApiError(error) };
    }
    if (turn === this._turns.get(key)) {
      this._known.set(key, answer);
      this._onAnswer();
    }
  }

  /** Forget what was answered. */
  drop(isStale: (key: string) => boolean): void {
    for (const key of [...this._known.keys()].filter(isStale)) {
      this._known.delete(key);
    }
  }

  private readonly _known = new Map<string, IAnswer<T>>();
  private readonly _turns = new Map<string, number>();
}
