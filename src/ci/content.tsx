import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CheckRun } from '../api/types';
import { CodeText } from '../components/codeText';
import { SeverityIcon } from '../components/severityIcon';
import { VerdictIcon } from '../components/verdictIcon';
import { formatAgo, formatDuration, formatMoment } from '../format';
import { RemoteContent, remoteLabel } from './remoteContent';
import type { ICheckRow, IFindingRow, IHereRow, Row } from './rows';
import { isActiveRun } from './states';
import {
  knownWords,
  placeWords,
  resultWords,
  runWords,
  severityWord,
  stateWord
} from './words';

interface IProps<R> {
  row: R;
  /** Milliseconds since the epoch. */
  now: number;
  trans: TranslationBundle;
}

/** What a row says. */
export function Content({ row, now, trans }: IProps<Row>): React.JSX.Element {
  switch (row.type) {
    case 'here':
      return <HereContent row={row} now={now} trans={trans} />;
    case 'check':
      return <CheckContent row={row} now={now} trans={trans} />;
    case 'finding':
      return <FindingContent row={row} now={now} trans={trans} />;
    case 'more':
      return <span className="mlops-CiRow-aside">{rowLabel(row, trans)}</span>;
    default:
      return <RemoteContent row={row} now={now} trans={trans} />;
  }
}

function HereContent({ row, now, trans }: IProps<IHereRow>) {
  const { run } = row;
  const when = run ? (run.ended_at ?? run.created_at) : null;
  return (
    <>
      <VerdictIcon
        state={run?.state ?? 'skipped'}
        {...(run ? { progress: run.progress } : {})}
      />
      <span className="mlops-CiRow-name">{aboutWords(row, trans)}</span>
      <span className="mlops-CiRow-words">
        {run ? runWords(run, trans) : trans.__('not checked')}
      </span>
      {run && <Only run={run} trans={trans} />}
      {when !== null && run && !isActiveRun(run) && (
        <span className="mlops-CiRow-when" title={formatMoment(when)}>
          {formatAgo(when, now, trans)}
        </span>
      )}
    </>
  );
}

/** That not all was looked at, so that nobody takes its verdict for that of all. */
function Only({ run, trans }: { run: CheckRun; trans: TranslationBundle }) {
  const { only_checks: checks, only_notebooks: notebooks } = run;
  const only = [...checks, ...notebooks].join(', ');
  return only === '' ? null : (
    <span className="mlops-CiRow-aside" title={only}>
      {trans.__('only %1', only)}
    </span>
  );
}

function CheckContent({ row, trans }: IProps<ICheckRow>) {
  const { result, run, title, summary } = row;
  const isKnown =
    result !== null &&
    result.notebooks > 0 &&
    result.cached === result.notebooks;
  return (
    <>
      <VerdictIcon
        state={result?.verdict ?? (row.isAtWork ? 'running' : 'queued')}
        {...(result === null ? { progress: run.progress } : {})}
      />
      <span className="mlops-CiRow-label" title={summary || title}>
        {title}
      </span>
      {result && (
        <>
          <span className="mlops-CiRow-words" title={result.message}>
            {result.verdict === 'skipped'
              ? result.message || stateWord('skipped', trans)
              : resultWords(result, trans)}
          </span>
          {result.verdict !== 'skipped' && result.verdict !== 'broken' && (
            <span
              className="mlops-CiRow-when"
              title={knownWords(result, trans)}
            >
              {isKnown ? trans.__('known') : formatDuration(result.duration)}
            </span>
          )}
        </>
      )}
    </>
  );
}

function FindingContent({ row, trans }: IProps<IFindingRow>) {
  const { finding } = row;
  return (
    <>
      <SeverityIcon severity={finding.severity} />
      <span className="mlops-CiRow-place" title={finding.source}>
        {placeWords(finding, trans)}
      </span>
      <span className="mlops-CiRow-message" title={finding.message}>
        <CodeText text={finding.message} />
      </span>
    </>
  );
}

function aboutWords({ about }: IHereRow, trans: TranslationBundle): string {
  return about === 'head' ? trans.__('Here') : trans.__('Files as they are');
}

/** What screen readers say of a row. */
export function rowLabel(row: Row, trans: TranslationBundle): string {
  switch (row.type) {
    case 'here': {
      const state = row.run ? stateWord(row.run.state, trans) : '';
      const words = row.run
        ? runWords(row.run, trans)
        : trans.__('not checked');
      const all = [aboutWords(row, trans), state, words].filter(Boolean);
      return [...new Set(all)].join(', ');
    }
    case 'check': {
      const { result, title } = row;
      const state = result?.verdict ?? (row.isAtWork ? 'running' : 'queued');
      const words = result ? resultWords(result, trans) : '';
      const all = [
        title,
        stateWord(state, trans),
        words,
        result?.message ?? ''
      ];
      return [...new Set(all.filter(Boolean))].join(', ');
    }
    case 'finding': {
      const { severity, message, fixable } = row.finding;
      return [
        severityWord(severity, trans),
        placeWords(row.finding, trans),
        message,
        fixable ? trans.__('can be fixed') : ''
      ]
        .filter(Boolean)
        .join(', ');
    }
    case 'more':
      return trans.__(
        '%1 of %2 findings are listed; the log has all.',
        row.listed,
        row.count
      );
    default:
      return remoteLabel(row, trans);
  }
}
