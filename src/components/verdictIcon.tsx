import React from 'react';

import type { CheckResult, CheckRunState, CiState } from '../api/types';

/** Where checks, or what a forge runs, may stand. */
export type VerdictState = CheckRunState | CheckResult['verdict'] | CiState;

const LENGTH = 2 * Math.PI * 6;

/** What is drawn inside of the circle, in a box of 16 by 16. */
const GLYPHS: Readonly<Record<Exclude<VerdictState, 'running'>, string>> = {
  queued: 'M8 4.5V8l2.5 1.5',
  passed: 'M5 8.2l2.1 2.1L11 6.2',
  warned: 'M8 4.8v4M8 11v.2',
  failed: 'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  cancelled: 'M4.2 11.8l7.6-7.6',
  skipped: 'M5.4 8h5.2',
  broken: 'M6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.1v.3',
  unknown: 'M6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.1v.3'
};

/** States have the colours that runs have. */
const COLOURS: Readonly<Record<VerdictState, string>> = {
  queued: 'queued',
  running: 'running',
  passed: 'succeeded',
  warned: 'lost',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'cancelled',
  broken: 'lost',
  unknown: 'cancelled'
};

interface IProps {
  state: VerdictState;
  /** How far it is, where that is known: the ring closes. */
  progress?: { done: number; total: number };
}

/** A verdict's picture; its shape tells as much as its colour. */
export function VerdictIcon({ state, progress }: IProps): React.JSX.Element {
  return (
    <svg
      className={`mlops-StateIcon mlops-mod-${COLOURS[state]}`}
      data-state={state}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {state === 'running' ? (
        <Ring done={progress?.done ?? 0} total={progress?.total ?? 0} />
      ) : (
        <>
          <circle className="mlops-StateIcon-disc" cx="8" cy="8" r="6" />
          <path className="mlops-StateIcon-glyph" d={GLYPHS[state]} />
        </>
      )}
    </svg>
  );
}

/** A ring that closes; it turns where nobody knows how far it is. */
function Ring({ done, total }: { done: number; total: number }) {
  const isKnown = total > 0;
  // A sliver shows from the start: an empty ring would look like checks that stand still.
  const share = isKnown ? Math.max(0.06, done / total) : 0.25;
  return (
    <>
      <circle className="mlops-StateIcon-track" cx="8" cy="8" r="6" />
      <circle
        className={`mlops-StateIcon-arc${isKnown ? '' : ' mlops-mod-turning'}`}
        cx="8"
        cy="8"
        r="6"
        strokeDasharray={`${share * LENGTH} ${LENGTH}`}
        transform="rotate(-90 8 8)"
      />
    </>
  );
}
