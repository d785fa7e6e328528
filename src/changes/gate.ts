import { Signal } from '@lumino/signaling';

import type { ApiError } from '../api/errors';
import type { CheckFinding, Gate } from '../api/types';

/** Code of the error that says that a check stands in the way of a commit. */
const BLOCKED = 'gate_blocked';

/** Asks what a commit would hold that it had better not. */
export type AskGate = (repository: string) => Promise<Gate>;

/** What stands in the way of the commit that is being written. */
export class CommitGate {
  constructor(private readonly _ask: AskGate) {}

  readonly changed = new Signal<this, void>(this);

  /** Why the last commit was not made; null where nothing stands in the way. */
  get error(): ApiError | null {
    return this._error;
  }

  /** What it would hold; null until that is known. */
  get blocking(): readonly CheckFinding[] | null {
    return this._gate?.blocking ?? null;
  }

  /** What else was found, which would not keep it from being made. */
  get warnings(): readonly CheckFinding[] {
    return this._gate?.warnings ?? [];
  }

  /** Why it is to be made all the same, as far as that has been typed. */
  get reason(): string {
    return this._reason;
  }

  set reason(reason: string) {
    this._reason = reason;
    this.changed.emit();
  }

  /**
   * Take over why a commit was refused, if a check is why.
   *
   * What it has found is asked for: the error knows it as text alone, without the places.
   *
   * @returns Whether a check is why.
   */
  block(repository: string, error: ApiError): boolean {
    if (error.code !== BLOCKED) {
      return false;
    }
    this._error = error;
    this._gate = null;
    this.changed.emit();
    this._known = this._load(repository, error);
    return true;
  }

  /** Settles when what was found is known, or cannot be. */
  get known(): Promise<void> {
    return this._known;
  }

  /** Nothing stands in the way any more. What was typed is kept for the next attempt. */
  clear(): void {
    this._error = null;
    this._gate = null;
    this.changed.emit();
  }

  /** The commit was made: its reason was for it alone. */
  forget(): void {
    this._reason = '';
    this.clear();
  }

  private async _load(repository: string, error: ApiError): Promise<void> {
    try {
      const gate = await this._ask(repository);
      if (this._error === error) {
        this._gate = gate;
        this.changed.emit();
      }
    } catch {
      // The error's own text says what was found, if not where to click.
    }
  }

  private _error: ApiError | null = null;
  private _gate: Gate | null = null;
  private _known = Promise.resolve();
  private _reason = '';
}
