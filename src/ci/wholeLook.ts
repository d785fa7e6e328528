import type { CheckFinding, CheckResult, CheckRun, Checks } from '../api/types';
import { looksAt, timeOf } from '../looks';
import { isActiveRun } from './states';

/** What the runs on the files as they are say together. */
export interface IWholeLook {
  /** The newest run, with what earlier ones say of what it leaves out. */
  readonly run: CheckRun;
  /** When that was looked at which the newest run leaves out. */
  readonly earlier: ReadonlyMap<CheckFinding | CheckResult, string>;
}

/** A check's result in one of the runs, as far as no newer one has looked. */
interface IPart {
  readonly run: CheckRun;
  readonly result: CheckResult;
}

/** From the worst. */
const VERDICTS: readonly CheckResult['verdict'][] = [
  'failed',
  'broken',
  'warned',
  'passed',
  'skipped'
];

/** Put the runs on the files together: a run that looks at a part takes the place of that part. */
export function wholeLook(status: Checks): IWholeLook | null {
  const { working_run: newest, working_before: before } = status;
  if (newest === null) {
    return null;
  }
  const earlier = new Map<CheckFinding | CheckResult, string>();
  if (before.length === 0) {
    return { run: newest, earlier };
  }
  const runs = [newest, ...before];
  const names = new Set(
    runs.flatMap(({ results }) => results.map(({ check }) => check))
  );
  const results = [...names].flatMap(check => merged(check, runs, earlier));
  const old = results
    .flatMap(({ findings }) => findings)
    .filter(each => earlier.has(each));
  const sums = sumOf(newest, before, old, results);
  return { run: { ...newest, ...scopeOf(runs), ...sums, results }, earlier };
}

/** A check's result in all runs together; notes what of it the newest run has left out. */
function merged(
  check: CheckResult['check'],
  runs: readonly CheckRun[],
  earlier: Map<CheckFinding | CheckResult, string>
): CheckResult[] {
  const [first, ...rest] = partsOf(check, runs);
  if (first === undefined) {
    return [];
  }
  const whole = joined(
    first.result,
    rest.map(({ result }) => result)
  );
  for (const { run, result } of [first, ...rest]) {
    if (run !== runs[0]) {
      result.findings.forEach(each => earlier.set(each, timeOf(run)));
    }
  }
  if (first.run !== runs[0]) {
    earlier.set(whole, timeOf(first.run));
  }
  return [whole];
}

/** What each run says of a check, newest first, without what newer ones have looked at again. */
function partsOf(
  check: CheckResult['check'],
  runs: readonly CheckRun[]
): IPart[] {
  const parts: IPart[] = [];
  for (const run of runs) {
    const result = run.results.find(each => each.check === check);
    const newer = parts.map(part => part.run);
    if (result && !newer.some(each => each.only_notebooks.length === 0)) {
      const known = new Set(
        parts.flatMap(part => part.result.findings.map(({ key }) => key))
      );
      const left = result.findings.filter(
        ({ source, key }) =>
          !known.has(key) && !newer.some(each => looksAt(each, source))
      );
      parts.push({ run, result: withFindings(result, left) });
    }
  }
  return parts;
}

/** A result of which some findings are left. */
function withFindings(
  result: CheckResult,
  findings: CheckFinding[]
): CheckResult {
  const gone = result.findings.length - findings.length;
  return gone === 0
    ? result
    : {
        ...result,
        findings,
        count: result.count - gone,
        verdict: verdictLeft(result, findings)
      };
}

/** What findings come to of which others are gone; warnings fail only where they did before. */
function verdictLeft(
  { verdict, findings: all }: CheckResult,
  left: readonly CheckFinding[]
): CheckResult['verdict'] {
  const has = (found: readonly CheckFinding[], severity: string): boolean =>
    found.some(each => each.severity === severity);
  if (verdict !== 'failed' && verdict !== 'warned') {
    return verdict;
  }
  if (has(left, 'error')) {
    return 'failed';
  }
  if (has(left, 'warning')) {
    return has(all, 'error') ? 'warned' : verdict;
  }
  return 'passed';
}

function joined(first: CheckResult, rest: readonly CheckResult[]): CheckResult {
  if (rest.length === 0) {
    return first;
  }
  const all = [first, ...rest];
  const verdict = worstOf(all);
  return {
    ...first,
    verdict,
    message: all.find(each => each.verdict === verdict)?.message ?? '',
    findings: all.flatMap(({ findings }) => findings),
    count: sum(all.map(({ count }) => count)),
    notebooks: Math.max(...all.map(({ notebooks }) => notebooks)),
    cached: 0,
    accepted: sum(all.map(({ accepted }) => accepted))
  };
}

function worstOf(results: readonly CheckResult[]): CheckResult['verdict'] {
  return (
    VERDICTS.find(verdict => results.some(each => each.verdict === verdict)) ??
    'skipped'
  );
}

/** What was looked at by one run or the other; empty for everything. */
function scopeOf(
  runs: readonly CheckRun[]
): Pick<CheckRun, 'only_checks' | 'only_notebooks'> {
  const either = <T>(lists: readonly T[][]): T[] =>
    lists.some(each => each.length === 0) ? [] : [...new Set(lists.flat())];
  const isWhole = runs.some(
    ({ only_checks: checks, only_notebooks: notebooks }) =>
      checks.length === 0 && notebooks.length === 0
  );
  return isWhole
    ? { only_checks: [], only_notebooks: [] }
    : {
        only_checks: either(runs.map(run => run.only_checks)),
        only_notebooks: either(runs.map(run => run.only_notebooks))
      };
}

/** How the runs stand together: what the newest is at comes before what is known. */
function sumOf(
  newest: CheckRun,
  before: readonly CheckRun[],
  earlier: readonly CheckFinding[],
  results: readonly CheckResult[]
): Partial<CheckRun> {
  const count = (severity: string): number =>
    earlier.filter(each => each.severity === severity).length;
  const state = worstOf(results);
  const isOver = !isActiveRun(newest) && newest.results.length > 0;
  const reason = [newest, ...before].find(each => each.state === state);
  return {
    errors: newest.errors + count('error'),
    warnings: newest.warnings + count('warning'),
    notebooks: Math.max(...[newest, ...before].map(run => run.notebooks)),
    // What could not look has a state of its own.
    ...(isOver && newest.state !== 'cancelled' && state !== 'skipped'
      ? { state, message: reason?.message ?? '' }
      : {})
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
