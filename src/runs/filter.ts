import type { Run, RunState } from '../api/types';
import { formatValue } from '../format';

/** What the filter box says, taken apart. */
export interface IRunFilter {
  /** Only runs in one of these states; all where empty. */
  states: readonly RunState[];
  /** Only runs that hold each of these words. */
  words: readonly string[];
}

const STATES: readonly RunState[] = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'lost'
];

/**
 * Take the text of the filter box apart.
 *
 * A word that is a state's name asks for that state; several ask for any of them. Other words
 * must all be found in the notebook's path, in `name=value` of a parameter or in the failure.
 */
export function parseFilter(text: string): IRunFilter {
  const states: RunState[] = [];
  const words: string[] = [];
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean)) {
    const state = STATES.find(name => name === word);
    if (state) {
      states.push(state);
    } else {
      words.push(word);
    }
  }
  return { states, words };
}

/** Whether a run passes a filter. */
export function matches(run: Run, filter: IRunFilter): boolean {
  if (filter.states.length > 0 && !filter.states.includes(run.state)) {
    return false;
  }
  if (filter.words.length === 0) {
    return true;
  }
  const text = searchable(run);
  return filter.words.every(word => text.includes(word));
}

/** All that the words of a filter are looked for in. */
function searchable(run: Run): string {
  const parameters = Object.entries(run.parameters).map(
    ([name, value]) => `${name}=${formatValue(value, 200)}`
  );
  const failure = run.failure
    ? [run.failure.message, run.failure.exception ?? '']
    : [];
  return [run.path, run.kernel, ...parameters, ...failure]
    .join('\n')
    .toLowerCase();
}
