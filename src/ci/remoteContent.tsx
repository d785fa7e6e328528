import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { SeverityIcon } from '../components/severityIcon';
import { VerdictIcon } from '../components/verdictIcon';
import {
  formatAgo,
  formatDuration,
  formatElapsed,
  formatMoment
} from '../format';
import type {
  IJobRow,
  IPipelineRow,
  IRemoteRow,
  IStepRow,
  RemoteRow
} from './remoteRows';
import { isActive } from './states';
import { remarkPlace, severityWord, stateWord } from './words';

interface IProps<R> {
  row: R;
  now: number;
  trans: TranslationBundle;
}

/** What a row about a forge says. */
export function RemoteContent(props: IProps<RemoteRow>): React.JSX.Element {
  const { row, now, trans } = props;
  switch (row.type) {
    case 'remote':
      return <GroupContent row={row} now={now} trans={trans} />;
    case 'pipeline':
      return <PipelineContent row={row} now={now} trans={trans} />;
    case 'job':
      return <JobContent row={row} now={now} trans={trans} />;
    case 'step':
      return <StepContent row={row} />;
    case 'remarks':
      return (
        <span className="mlops-CiRow-label">{remoteLabel(row, trans)}</span>
      );
    case 'remark':
      return (
        <>
          <SeverityIcon severity={row.remark.level} />
          <span className="mlops-CiRow-place" title={row.remark.source}>
            {remarkPlace(row.remark, trans)}
          </span>
          <span className="mlops-CiRow-message" title={row.remark.message}>
            {row.remark.title || row.remark.message}
          </span>
        </>
      );
    case 'unknown':
      return (
        <span className="mlops-CiRow-aside" title={remoteLabel(row, trans)}>
          {remoteLabel(row, trans)}
        </span>
      );
  }
}

function GroupContent({ row, now, trans }: IProps<IRemoteRow>) {
  const { title, repository, host, state, as_of: asOf, error } = row.remote;
  return (
    <>
      <VerdictIcon state={state ?? 'skipped'} />
      <span className="mlops-CiRow-name" title={`${host}/${repository}`}>
        {title}
      </span>
      <span className="mlops-CiRow-aside" title={`${host}/${repository}`}>
        {repository}
      </span>
      {error !== null && asOf !== null ? (
        <span className="mlops-CiRow-when" title={formatMoment(asOf)}>
          {trans.__('as of %1', formatAgo(asOf, now, trans))}
        </span>
      ) : (
        <span className="mlops-CiRow-words">{groupWords(row, trans)}</span>
      )}
    </>
  );
}

function groupWords(
  { remote, isPushed }: IRemoteRow,
  trans: TranslationBundle
) {
  if (remote.pipelines.length > 0) {
    return stateWord(remote.state ?? 'unknown', trans);
  }
  if (remote.error !== null) {
    return trans.__('not heard');
  }
  return isPushed ? trans.__('no pipelines') : trans.__('not pushed');
}

function PipelineContent({ row, now, trans }: IProps<IPipelineRow>) {
  const { name, state, event, attempt } = row.pipeline;
  const about = [
    event,
    attempt > 1 ? trans.__('attempt %1', attempt) : ''
  ].filter(Boolean);
  return (
    <>
      <VerdictIcon state={state} progress={jobsDone(row)} />
      <span className="mlops-CiRow-label" title={name}>
        {name}
      </span>
      <span className="mlops-CiRow-aside">{about.join(', ')}</span>
      <Duration {...row.pipeline} now={now} />
    </>
  );
}

/** How many jobs have ended: what closes the ring. */
function jobsDone({ pipeline: { jobs } }: IPipelineRow) {
  const done = jobs.filter(({ state }) => !isActive(state)).length;
  return { done, total: jobs.length };
}

function JobContent({ row, now, trans }: IProps<IJobRow>) {
  const { name, state, message, optional, steps } = row.job;
  const done = steps.filter(step => !isActive(step.state)).length;
  return (
    <>
      <VerdictIcon state={state} progress={{ done, total: steps.length }} />
      <span className="mlops-CiRow-label" title={name}>
        {name}
      </span>
      <span className="mlops-CiRow-aside" title={message}>
        {message || (optional ? trans.__('may fail') : '')}
      </span>
      <Duration {...row.job} now={now} />
    </>
  );
}

function StepContent({ row }: { row: IStepRow }) {
  const { name, state, duration } = row.step;
  return (
    <>
      <VerdictIcon state={state} />
      <span className="mlops-CiRow-label" title={name}>
        {name}
      </span>
      {duration !== null && (
        <span className="mlops-CiRow-when">{formatDuration(duration)}</span>
      )}
    </>
  );
}

/** How long something took, or takes so far. */
function Duration(props: {
  state: IJobRow['job']['state'];
  started_at: string | null;
  duration: number | null;
  now: number;
}) {
  const { state, started_at: start, duration, now } = props;
  const words =
    state === 'running' && start !== null
      ? formatElapsed(start, now)
      : duration === null
        ? ''
        : formatDuration(duration);
  return (
    <span
      className="mlops-CiRow-when"
      title={start === null ? '' : formatMoment(start)}
    >
      {words}
    </span>
  );
}

/** What screen readers say of a row about a forge. */
export function remoteLabel(row: RemoteRow, trans: TranslationBundle): string {
  switch (row.type) {
    case 'remote':
      return [
        row.remote.title,
        row.remote.repository,
        groupWords(row, trans)
      ].join(', ');
    case 'pipeline':
      return [row.pipeline.name, stateWord(row.pipeline.state, trans)].join(
        ', '
      );
    case 'job':
      return [row.job.name, stateWord(row.job.state, trans), row.job.message]
        .filter(Boolean)
        .join(', ');
    case 'step':
      return [row.step.name, stateWord(row.step.state, trans)].join(', ');
    case 'remarks':
      return trans._n('%1 remark on lines', '%1 remarks on lines', row.count);
    case 'remark':
      return [
        severityWord(row.remark.level, trans),
        remarkPlace(row.remark, trans),
        row.remark.message
      ].join(', ');
    case 'unknown':
      return trans.__('No forge is known at: %1', row.names.join(', '));
  }
}
