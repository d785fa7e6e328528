import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { isActive } from '../api/types';
import type { Run } from '../api/types';
import { useNow } from '../components/hooks';
import {
  formatAgo,
  formatDuration,
  formatElapsed,
  formatMoment,
  formatValue
} from '../format';
import { difference, secondsBetween, standing } from '../runData/words';
import { formatMetric } from '../runData/numbers';

interface IProps {
  run: Run;
  trans: TranslationBundle;
}

/** How it stands where that is more than its icon says, and which attempt it is. */
export function Standing({ run, trans }: IProps): React.JSX.Element {
  const how = isWaitingForTime(run)
    ? trans.__('retries %1', whenText(run.not_before, trans))
    : standing(run, trans);
  return (
    <>
      {how && <span className="mlops-RunRow-how">{how}</span>}
      {run.attempts > 1 && (run.attempt > 1 || isActive(run)) && (
        <span
          className="mlops-Chip mlops-mod-quiet"
          title={trans.__('Attempt %1 of %2', run.attempt, run.attempts)}
        >
          {trans.__('attempt %1/%2', run.attempt, run.attempts)}
        </span>
      )}
    </>
  );
}

/** Parameters that differ from the notebook's defaults. */
export function Parameters({ run, trans }: IProps): React.JSX.Element {
  const entries = Object.entries(run.overrides);
  if (entries.length === 0) {
    return <span className="mlops-mod-quiet">{difference(run, trans)}</span>;
  }
  return (
    <span title={pairs(entries, value => formatValue(value, 400)).join('\n')}>
      {entries.map(([name, value]) => (
        <span key={name} className="mlops-Pair">
          <span className="mlops-mod-quiet">{name}</span>{' '}
          {formatValue(value, 24)}
        </span>
      ))}
    </span>
  );
}

/** Last values of its metrics. */
export function Metrics({ run }: Pick<IProps, 'run'>): React.JSX.Element {
  const entries = Object.entries(run.metrics);
  return (
    <span title={pairs(entries, String).join('\n')}>
      {entries.map(([name, value]) => (
        <span key={name} className="mlops-Pair">
          <span className="mlops-mod-quiet">{name}</span> {formatMetric(value)}
        </span>
      ))}
    </span>
  );
}

/** How long it took, or has been at it. */
export function Duration({ run }: Pick<IProps, 'run'>): React.JSX.Element {
  const now = useNow(run.state === 'running' ? 1000 : 60_000);
  if (run.state === 'running') {
    return <>{formatElapsed(run.started_at ?? run.created_at, now)}</>;
  }
  const took = secondsBetween(run.started_at, run.ended_at);
  return <>{took === null ? '' : formatDuration(took)}</>;
}

/** When it began, or was asked for. */
export function Started({ run, trans }: IProps): React.JSX.Element {
  const now = useNow(30_000);
  const moment = run.started_at ?? run.created_at;
  return (
    <time dateTime={moment} title={formatMoment(moment)}>
      {formatAgo(moment, now, trans)}
    </time>
  );
}

/** Which code it ran. */
export function Commit({ run, trans }: IProps): React.JSX.Element | null {
  const { provenance } = run;
  if (!provenance) {
    return null;
  }
  const { commit, dirty } = provenance;
  return (
    <button
      type="button"
      className="mlops-CopyButton"
      tabIndex={-1}
      title={
        dirty
          ? trans.__('%1, with changes that were not committed', commit)
          : commit
      }
      onClick={event => {
        event.stopPropagation();
        void navigator.clipboard.writeText(commit);
      }}
    >
      {commit.slice(0, 7)}
      {dirty ? '*' : ''}
    </button>
  );
}

/** What people and jobs have called it. */
export function Labels({ run, trans }: IProps): React.JSX.Element {
  return (
    <>
      {run.keep && (
        <span className="mlops-Chip" title={trans.__('Always kept')}>
          {trans.__('keep')}
        </span>
      )}
      {run.labels.map(label => (
        <span key={label} className="mlops-Chip">
          {label}
        </span>
      ))}
      {run.note && (
        <span className="mlops-mod-quiet" title={run.note}>
          {run.note}
        </span>
      )}
    </>
  );
}

function isWaitingForTime(run: Run): boolean {
  return (
    run.state === 'queued' &&
    run.not_before !== null &&
    Date.parse(run.not_before) > Date.now()
  );
}

function whenText(moment: string | null, trans: TranslationBundle): string {
  const seconds = moment ? (Date.parse(moment) - Date.now()) / 1000 : 0;
  return trans.__('in %1', formatDuration(Math.max(0, seconds)));
}

function pairs<T>(
  entries: readonly (readonly [string, T])[],
  text: (value: T) => string
): string[] {
  return entries.map(([name, value]) => `${name}=${text(value)}`);
}
