import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { StateIcon } from '../components/stateIcon';
import { useNow } from '../components/hooks';
import { formatElapsed } from '../format';

/** A build does not say how far it is. */
const UNKNOWN = {
  done: 0,
  total: 0,
  cell_id: null,
  cell_index: null,
  cell_preview: ''
};

interface IProps {
  /** When it began, in milliseconds since the epoch. */
  since: number;
  trans: TranslationBundle;
}

/** A release on its way: what is done, and for how long. */
export function Releasing({ since, trans }: IProps): React.JSX.Element {
  const now = useNow(500);
  return (
    <div className="mlops-Releasing">
      <StateIcon state="running" progress={UNKNOWN} />
      <p role="status">
        {trans.__(
          'Building wheel and sdist from a clean checkout. Commit and tag follow once that has worked.'
        )}
      </p>
      <span className="mlops-Releasing-time">
        {formatElapsed(new Date(since).toISOString(), now)}
      </span>
    </div>
  );
}
