import type { Run, RunsQuery } from '../api/types';
import type { RunScope } from '../tokens';
import { matches, parseFilter } from './filter';
import type { IRunFilter } from './filter';

/** How many runs are asked for at once. */
export const PAGE_SIZE = 100;

/** What a list of runs is about, as its user has put it. */
export interface IWish {
  /** Whose runs. */
  scope: RunScope;
  /** Contents path of the notebook that is followed; null where there is none. */
  notebook: string | null;
  /** Text of the filter box. */
  filter: string;
}

/** Which runs a list is about: what the server is asked, and what of its answer is shown. */
export class Question {
  constructor(readonly wish: IWish) {
    this._filter = parseFilter(wish.filter);
    this._path = wish.scope === 'notebook' ? wish.notebook : null;
  }

  /** The same question but for a change. */
  with(change: Partial<IWish>): Question {
    return new Question({ ...this.wish, ...change });
  }

  /** What the server is asked for; words are looked for here. */
  get query(): RunsQuery {
    const { states } = this._filter;
    return {
      limit: PAGE_SIZE,
      path: this._path,
      state: states.length === 1 ? states[0] : null
    };
  }

  /** Whether the server gets to hear the same. */
  asksAs(other: Question): boolean {
    return JSON.stringify(this.query) === JSON.stringify(other.query);
  }

  /** Whether a run is among those that are loaded for this question. */
  loads(run: Run): boolean {
    const { states } = this._filter;
    const isAsked = states.length === 0 || states.includes(run.state);
    return this._isInScope(run) && isAsked;
  }

  /** Whether a run that is loaded is shown. */
  shows(run: Run): boolean {
    return this._isInScope(run) && matches(run, this._filter);
  }

  /** The server finds the run that has made a notebook, too, which is another one's. */
  private _isInScope(run: Run): boolean {
    return this._path === null || run.path === this._path;
  }

  private readonly _filter: IRunFilter;
  private readonly _path: string | null;
}
