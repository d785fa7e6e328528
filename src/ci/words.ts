import type { TranslationBundle } from '@jupyterlab/translation';

import type {
  CheckFinding,
  CheckResult,
  CheckRun,
  CiAnnotation,
  CiRemote
} from '../api/types';
import type { VerdictState } from '../components/verdictIcon';

/** A commit's id, as people read it. */
export function shortId(commit: string): string {
  return commit.slice(0, 7);
}

/** A state, in a word. */
export function stateWord(
  state: VerdictState,
  trans: TranslationBundle
): string {
  switch (state) {
    case 'queued':
      return trans.__('queued');
    case 'running':
      return trans.__('running');
    case 'passed':
      return trans.__('passed');
    case 'warned':
      return trans.__('passed with warnings');
    case 'failed':
      return trans.__('failed');
    case 'cancelled':
      return trans.__('cancelled');
    case 'skipped':
      return trans.__('skipped');
    case 'broken':
      return trans.__('broken');
    case 'unknown':
      return trans.__('unknown');
  }
}

/** How many errors and warnings there are; empty if none. */
export function countWords(
  { errors, warnings }: Pick<CheckRun, 'errors' | 'warnings'>,
  trans: TranslationBundle
): string {
  const words: string[] = [];
  if (errors > 0) {
    words.push(trans._n('%1 error', '%1 errors', errors));
  }
  if (warnings > 0) {
    words.push(trans._n('%1 warning', '%1 warnings', warnings));
  }
  return words.join(', ');
}

/** How a run stands, in words. */
export function runWords(run: CheckRun, trans: TranslationBundle): string {
  const { done, total } = run.progress;
  switch (run.state) {
    case 'running':
      return total > 0
        ? trans.__('%1 of %2', done, total)
        : stateWord('running', trans);
    case 'warned':
    case 'failed':
      return countWords(run, trans) || stateWord(run.state, trans);
    default:
      return stateWord(run.state, trans);
  }
}

/** How many findings a check has, or why it has none to tell. */
export function resultWords(
  result: CheckResult,
  trans: TranslationBundle
): string {
  if (result.count > 0) {
    return trans._n('%1 finding', '%1 findings', result.count);
  }
  return result.verdict === 'passed' ? '' : stateWord(result.verdict, trans);
}

/** What of a check is no news: known verdicts, findings that were set aside. */
export function knownWords(
  result: CheckResult,
  trans: TranslationBundle
): string {
  const words = [
    trans._n('%1 notebook', '%1 notebooks', result.notebooks),
    ...(result.cached > 0
      ? [trans.__('%1 known from before', result.cached)]
      : []),
    ...(result.accepted > 0
      ? [trans.__('%1 set aside by the baseline', result.accepted)]
      : [])
  ];
  return words.join(', ');
}

/** Where a finding is: `train.ipynb, cell 4:2`. */
export function placeWords(
  finding: Pick<CheckFinding, 'source' | 'index' | 'line'>,
  trans: TranslationBundle
): string {
  return place(finding.source, finding.index, finding.line, trans);
}

/** Where a remark is, in the same words. */
export function remarkPlace(
  { source, index, line }: CiAnnotation,
  trans: TranslationBundle
): string {
  return place(source, index, line, trans);
}

function place(
  source: string,
  index: number | null,
  line: number | null,
  trans: TranslationBundle
): string {
  const name = source.split('/').pop() ?? source;
  if (index === null) {
    return line === null || name === '' ? name : `${name}:${line}`;
  }
  const cell = trans.__('cell %1', index + 1);
  return `${name}, ${line === null ? cell : `${cell}:${line}`}`;
}

/** How much a finding weighs. */
export function severityWord(
  severity: CheckFinding['severity'],
  trans: TranslationBundle
): string {
  switch (severity) {
    case 'error':
      return trans.__('error');
    case 'warning':
      return trans.__('warning');
    case 'note':
      return trans.__('note');
  }
}

/** Where a host's token is from, or that there is none; never the token. */
export function tokenWords(
  { token }: CiRemote,
  trans: TranslationBundle
): string {
  switch (token.state) {
    case 'present':
      return trans.__('token from %1', token.source);
    case 'missing':
      return trans.__('no token');
    case 'refused':
      return token.source === ''
        ? trans.__('token refused')
        : trans.__('token from %1 refused', token.source);
  }
}

/** How many requests the host still takes; empty if it doesn't say. */
export function limitWords(
  { limit }: CiRemote,
  trans: TranslationBundle
): string {
  return limit === null
    ? ''
    : trans.__('%1 of %2 requests left', limit.remaining, limit.limit);
}

/** Whether so few requests are left that one has to know. */
export function isShort({ limit }: CiRemote): boolean {
  return limit !== null && limit.remaining < limit.limit / 10;
}
