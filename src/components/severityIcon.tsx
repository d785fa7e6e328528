import React from 'react';

import type { CheckFinding } from '../api/types';

/** How bad a finding is. */
export type Severity = CheckFinding['severity'];

/** What is drawn in a box of 16 by 16: a shape each, so that colour is never the only sign. */
export const SEVERITY_PATHS: Readonly<Record<Severity, [string, string]>> = {
  error: ['M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z', 'M8 4.8v3.8M8 11v.2'],
  warning: ['M8 2.2L14.4 13.4H1.6z', 'M8 6.4v3M8 11.4v.2'],
  note: ['M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z', 'M8 7.4v3.6M8 5v.2']
};

/** A severity's picture; words stand beside it, or name it. */
export function SeverityIcon(props: { severity: Severity }): React.JSX.Element {
  const { severity } = props;
  const [shape, glyph] = SEVERITY_PATHS[severity];
  return (
    <svg
      className={`mlops-SeverityIcon mlops-mod-${severity}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path className="mlops-SeverityIcon-shape" d={shape} />
      <path className="mlops-SeverityIcon-glyph" d={glyph} />
    </svg>
  );
}
