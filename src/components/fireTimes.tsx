import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Preview } from '../api/types';
import { formatMoment } from '../format';
import { formatUntil } from '../untilFormat';
import { useNow } from './hooks';

interface IProps {
  times: Preview['times'];
  trans: TranslationBundle;
}

/** Times at which a job will run, on the clock of its time zone. */
export function FireTimes({ times, trans }: IProps): React.JSX.Element {
  const now = useNow(10_000);
  return (
    <ol className="mlops-FireTimes" aria-label={trans.__('Next times')}>
      {times.map(({ at, local, note }) => (
        <li key={at}>
          <time dateTime={at} title={formatMoment(at)}>
            {local}
          </time>
          <span className="mlops-FireTimes-until">
            {formatUntil(at, now, trans)}
          </span>
          {note && <span className="mlops-FireTimes-note">{note}</span>}
        </li>
      ))}
    </ol>
  );
}
