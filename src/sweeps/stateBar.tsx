import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { RunState, Sweep } from '../api/types';
import { stateWord } from '../runData/words';

/** States in the order in which the bar shows them. */
const ORDER: readonly RunState[] = [
  'succeeded',
  'failed',
  'lost',
  'cancelled',
  'running',
  'queued'
];

interface IProps {
  states: Sweep['states'];
  trans: TranslationBundle;
}

/** How many runs are in which state, as parts of a bar. */
export function StateBar({ states, trans }: IProps): React.JSX.Element {
  const words = statesWords(states, trans);
  return (
    <span
      className="mlops-StateBar"
      role="img"
      aria-label={words}
      title={words}
    >
      {ORDER.map(state => {
        const count = states[state] ?? 0;
        return (
          count > 0 && (
            <span
              key={state}
              className={`mlops-mod-${state}`}
              style={{ flexGrow: count }}
            />
          )
        );
      })}
    </span>
  );
}

/** How many runs are in which state: `8 succeeded, 1 failed, 3 running`. */
export function statesWords(
  states: Sweep['states'],
  trans: TranslationBundle
): string {
  return ORDER.filter(state => (states[state] ?? 0) > 0)
    .map(state => `${states[state]} ${stateWord(state, trans)}`)
    .join(', ');
}

/** How many runs have ended. */
export function countEnded(states: Sweep['states']): number {
  return ORDER.filter(state => state !== 'running' && state !== 'queued')
    .map(state => states[state] ?? 0)
    .reduce((sum, count) => sum + count, 0);
}

/** How many runs have not. */
export function countActive(states: Sweep['states']): number {
  return (states.running ?? 0) + (states.queued ?? 0);
}
