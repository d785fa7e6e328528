import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Job } from '../api/types';
import { formatDuration, formatMoment } from '../format';
import { stateWord } from '../runData/words';

type Past = Job['recent'][number];

/** Most bars; the server sends no more. */
const BARS = 20;
const BAR = 4;
const GAP = 2;
const HEIGHT = 16;
/** Height below the bars, where what went wrong has a mark: colour is not the only sign. */
const FOOT = 3;

interface IProps {
  runs: readonly Past[];
  trans: TranslationBundle;
}

/** How long the last runs took, oldest to newest, coloured by how they ended. */
export function DurationSpark({ runs, trans }: IProps): React.JSX.Element {
  const longest = Math.max(0, ...runs.map(run => run.seconds ?? 0));
  return (
    <svg
      className="mlops-Spark"
      width={BARS * (BAR + GAP) - GAP}
      height={HEIGHT}
      role="img"
      aria-label={sparkText(runs, trans)}
    >
      {runs.map((run, index) => {
        const x = (BARS - 1 - index) * (BAR + GAP);
        const height = barHeight(run, longest);
        const isBad = run.state === 'failed' || run.state === 'lost';
        return (
          <g key={run.id} className={`mlops-mod-${run.state}`}>
            <title>{barText(run, trans)}</title>
            <rect
              x={x}
              y={HEIGHT - FOOT - height}
              width={BAR}
              height={height}
              rx={1}
            />
            {isBad && <circle cx={x + BAR / 2} cy={HEIGHT - 1} r={1} />}
            <rect
              className="mlops-Spark-hit"
              x={x - GAP / 2}
              y={0}
              width={BAR + GAP}
              height={HEIGHT}
            />
          </g>
        );
      })}
    </svg>
  );
}

function barHeight({ seconds }: Past, longest: number): number {
  const share = longest > 0 ? (seconds ?? 0) / longest : 0;
  return Math.max(2, share * (HEIGHT - FOOT));
}

function barText(run: Past, trans: TranslationBundle): string {
  return [
    stateWord(run.state, trans),
    ...(run.seconds === null ? [] : [formatDuration(run.seconds)]),
    formatMoment(run.created_at)
  ].join(' · ');
}

/** The same for those who hear it. */
function sparkText(runs: readonly Past[], trans: TranslationBundle): string {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const word = stateWord(run.state, trans);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => `${count} ${word}`);
  return trans._n(
    'The last run: %2',
    'The last %1 runs: %2',
    runs.length,
    words.join(', ')
  );
}
