import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';

import type { CommitVerdict } from '../api/types';

/** How long to collect commits before asking for them together, in milliseconds. */
const PAUSE = 50;

/** As many commits as the server answers at once. */
const AT_ONCE = 1000;

/** The newest runs on commits, asked for when somebody wants to know, many at a time. */
export class Verdicts implements IDisposable {
  constructor(private readonly _options: Verdicts.IOptions) {}

  /** The newest run on a commit; null if there is none, undefined while that is being asked. */
  of(commit: string): CommitVerdict | null | undefined {
    const known = this._known.get(commit);
    if (!this._asked.has(commit)) {
      this._asked.add(commit);
      this._wanted.add(commit);
      void this._asking.invoke();
    }
    return known;
  }

  /** Something has happened: what is known stays until it was asked again. */
  expire(): void {
    this._asked.clear();
    this._known.forEach((_, commit) => this.of(commit));
  }

  /** Forget all: these are other commits. */
  clear(): void {
    this._asked.clear();
    this._wanted.clear();
    this._known.clear();
  }

  get isDisposed(): boolean {
    return this._asking.isDisposed;
  }

  dispose(): void {
    this._asking.dispose();
  }

  private async _ask(): Promise<void> {
    const commits = [...this._wanted].slice(0, AT_ONCE);
    commits.forEach(commit => this._wanted.delete(commit));
    const { ask, onChanged } = this._options;
    try {
      const found = await ask(commits);
      if (!this.isDisposed) {
        const byCommit = new Map(found.map(each => [each.commit, each]));
        commits.forEach(commit =>
          this._known.set(commit, byCommit.get(commit) ?? null)
        );
        onChanged();
      }
    } catch {
      // A dot that is missing says so; it is asked for again when anything happens.
      return;
    }
    if (this._wanted.size > 0 && !this.isDisposed) {
      void this._asking.invoke();
    }
  }

  private readonly _known = new Map<string, CommitVerdict | null>();
  private readonly _asked = new Set<string>();
  private readonly _wanted = new Set<string>();
  private readonly _asking = new Debouncer(() => this._ask(), PAUSE);
}

export namespace Verdicts {
  export interface IOptions {
    /** Ask the server; those without a run are missing in its answer. */
    ask: (commits: string[]) => Promise<CommitVerdict[]>;
    /** More is known. */
    onChanged: () => void;
  }
}
