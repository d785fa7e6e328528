import React from 'react';

import type { Progress, RunState } from '../api/types';

const RADIUS = 6;
const LENGTH = 2 * Math.PI * RADIUS;

/** What is drawn inside of the circle, in a box of 16 by 16. */
const GLYPHS: Readonly<Record<Exclude<RunState, 'running'>, string>> = {
  queued: 'M8 4.5V8l2.5 1.5',
  succeeded: 'M5 8.2l2.1 2.1L11 6.2',
  failed: 'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  cancelled: 'M4.2 11.8l7.6-7.6',
  lost: 'M6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.1v.3'
};

interface IProps {
  state: RunState;
  progress: Progress;
}

/** A state's picture; that of a running run is a ring that closes. */
export function StateIcon({ state, progress }: IProps): React.JSX.Element {
  return (
    <svg
      className={`mlops-StateIcon mlops-mod-${state}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {state === 'running' ? (
        <Ring progress={progress} />
      ) : (
        <>
          <circle className="mlops-StateIcon-disc" cx="8" cy="8" r={RADIUS} />
          <path className="mlops-StateIcon-glyph" d={GLYPHS[state]} />
        </>
      )}
    </svg>
  );
}

/** A ring that closes as cells end; it turns while their number is unknown. */
function Ring({ progress }: Pick<IProps, 'progress'>): React.JSX.Element {
  const known = progress.total > 0;
  // A sliver shows from the start: an empty ring would look like a run that stands still.
  const share = known ? Math.max(0.06, progress.done / progress.total) : 0.25;
  return (
    <>
      <circle className="mlops-StateIcon-track" cx="8" cy="8" r={RADIUS} />
      <circle
        className={`mlops-StateIcon-arc${known ? '' : ' mlops-mod-turning'}`}
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${share * LENGTH} ${LENGTH}`}
        transform="rotate(-90 8 8)"
      />
    </>
  );
}
