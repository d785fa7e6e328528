import React from 'react';

import type { CellChange } from '../api/types';

type Kind = CellChange['kind'];

/** What is drawn, in a box of 14 by 14. */
const GLYPHS: Readonly<Record<Kind, string>> = {
  added: 'M7 2.5v9M2.5 7h9',
  removed: 'M2.5 7h9',
  edited: 'M2.3 8.2c1.3-2.2 2.9-2.2 4.7-1s3.4 1.2 4.7-1',
  moved: 'M4.5 11.5v-9L2.3 4.7M9.5 2.5v9l2.2-2.2',
  rerun: 'M11.3 7.2a4.3 4.3 0 1 1-1.2-3.1M11.5 2v2.6H8.9',
  other: 'M7 7h.01M3 7h.01M11 7h.01'
};

/** A kind's sign. Its shape tells as much as its colour. */
export function KindIcon({ kind }: { kind: Kind }): React.JSX.Element {
  return (
    <svg
      className={`mlops-KindIcon mlops-mod-${kind}`}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path d={GLYPHS[kind]} />
    </svg>
  );
}
