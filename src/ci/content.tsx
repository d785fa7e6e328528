import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CheckRun } from '../api/types';
import { CodeText } from '../components/codeText';
import { SeverityIcon } from '../components/severityIcon';
import { VerdictIcon } from '../components/verdictIcon';
import type { VerdictState } from '../components/verdictIcon';
import { formatAgo, formatDuration, formatMoment } from '../format';
import { RemoteContent, remoteLabel } from './remoteContent';
import type { ICheckRow, IFindingRow, IHereRow, Row } from './rows';
import { isActiveRun } from './states';
import { earlierWords, onlyWords, placesOf } from './scopeWords';
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
  const { run, newest } = row;
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
      {run && <Only run={run} newest={newest} trans={trans} />}
      {when !== null && run && !isActiveRun(run) && (
        <span className="mlops-CiRow-when" title={formatMoment(when)}>
          {formatAgo(when, now, trans)}
        </span>
      )}
    </>
  );
}

/** That not all was looked at, or not by the newest look, so that nobody takes it for that of all. */
function Only(props: {
  run: CheckRun;
  newest: CheckRun | null;
  trans: TranslationBundle;
}) {
  const { run, newest, trans } = props;
  const [all, last] = [placesOf(run), newest ? placesOf(newest) : ''];
  const words = onlyWords(all, last, trans);
  const isPart = last !== '' && last !== all;
  return words === '' ? null : (
    <span
      className={`mlops-CiRow-aside ${isPart ? 'mlops-mod-last' : ''}`}
      title={
        isPart
          ? trans.__(
              'The last look was only at %1. What it has left out is as it was found before.',
              last
            )
          : all
      }
    >
      {words}
    </span>
  );
}

function CheckContent({ row, now, trans }: IProps<ICheckRow>) {
  const { result, run, title, summary, since } = row;
  // What is known from before is being looked at again.
  const isAgain = since !== null && row.isAtWork;
  const isKnown =
    result !== null &&
    result.notebooks > 0 &&
    result.cached === result.notebooks;
  return (
    <>
      <VerdictIcon
        state={isAgain ? 'running' : checkState(row)}
        {...(result === null || isAgain ? { progress: run.progress } : {})}
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
              title={
                since === null
                  ? knownWords(result, trans)
                  : earlierWords(since, trans)
              }
            >
              {since !== null
                ? formatAgo(since, now, trans)
                : isKnown
                  ? trans.__('known')
                  : formatDuration(result.duration)}
            </span>
          )}
        </>
      )}
    </>
  );
}

function FindingContent({ row, now, trans }: IProps<IFindingRow>) {
  const { finding, since } = row;
  return (
    <>
      <SeverityIcon severity={finding.severity} />
      <span className="mlops-CiRow-place" title={finding.source}>
        {placeWords(finding, trans)}
      </span>
      <span className="mlops-CiRow-message" title={finding.message}>
        <CodeText text={finding.message} />
      </span>
      {since !== null && (
        <span className="mlops-CiRow-when" title={earlierWords(since, trans)}>
          {formatAgo(since, now, trans)}
        </span>
      )}
    </>
  );
}

function checkState({ result, isAtWork }: ICheckRow): VerdictState {
  return result?.verdict ?? (isAtWork ? 'running' : 'queued');
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
      const all = [
        aboutWords(row, trans),
        state,
        words,
        row.run
          ? onlyWords(
              placesOf(row.run),
              row.newest ? placesOf(row.newest) : '',
              trans
            )
          : ''
      ].filter(Boolean);
      return [...new Set(all)].join(', ');
    }
    case 'check': {
      const { result, title, since } = row;
      const state = checkState(row);
      const words = result ? resultWords(result, trans) : '';
      const all = [
        title,
        stateWord(state, trans),
        words,
        result?.message ?? '',
        since === null ? '' : earlierWords(since, trans)
      ];
      return [...new Set(all.filter(Boolean))].join(', ');
    }
    case 'finding': {
      const { severity, message, fixable } = row.finding;
      return [
        severityWord(severity, trans),
        placeWords(row.finding, trans),
        message,
        fixable ? trans.__('can be fixed') : '',
        row.since === null ? '' : earlierWords(row.since, trans)
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
