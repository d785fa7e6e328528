import { goTogether, replaces } from './wishes';
import type { IWish } from './wishes';

/**
 * Carries wishes out one after the other, and says meanwhile what will be.
 *
 * Each request is made on what the one before it has left: two at once would refuse each other.
 * What is wished while a request is on its way goes with the next one, all at once.
 */
export class WishQueue {
  /**
   * @param _carryOut - Carries out wishes that go together; never fails, but tells what did not work.
   * @param _onChanged - What will be has changed.
   */
  constructor(
    private readonly _carryOut: (wishes: readonly IWish[]) => Promise<void>,
    private readonly _onChanged: () => void
  ) {}

  /** Wishes that have not been carried out, oldest first. */
  get open(): readonly IWish[] {
    return [...this._underway, ...this._waiting];
  }

  /** Those about a file. */
  of(path: string): IWish[] {
    return this.open.filter(wish => wish.path === path);
  }

  /** Wish for something; settles when all wishes have been carried out or have failed. */
  add(wishes: readonly IWish[]): Promise<void> {
    const kept = this._waiting.filter(
      old => !wishes.some(wish => replaces(wish, old))
    );
    this._waiting = [...kept, ...wishes];
    this._onChanged();
    this._running ??= this._run().finally(() => {
      this._running = null;
    });
    return this._running;
  }

  /** Settles when nothing is left to do. */
  get idle(): Promise<void> {
    return this._running ?? Promise.resolve();
  }

  private async _run(): Promise<void> {
    for (;;) {
      const [first] = this._waiting;
      if (!first) {
        return;
      }
      this._underway = this._waiting.filter(wish => goTogether(first, wish));
      this._waiting = this._waiting.filter(wish => !goTogether(first, wish));
      try {
        await this._carryOut(this._underway);
      } finally {
        this._underway = [];
        this._onChanged();
      }
    }
  }

  private _underway: readonly IWish[] = [];
  private _waiting: readonly IWish[] = [];
  private _running: Promise<void> | null = null;
}
