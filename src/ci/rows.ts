import type {
  CheckFinding,
  CheckResult,
  CheckRun,
  Checks,
  CheckTitle,
  Ci,
  CiAnnotation
} from '../api/types';
import { hasWords, shownUnder } from './filter';
import { remoteRows } from './remoteRows';
import type { RemoteRow } from './remoteRows';
import { isActiveRun, isBad } from './states';

/** What all rows have. */
export interface IRow {
  /** Names the row as long as it is there. */
  readonly id: string;
  /** How deep it lies, from 1. */
  readonly level: number;
  /** Whether it is unfolded; null where there is nothing to unfold. */
  readonly isOpen: boolean | null;
}

/** Checks here: of HEAD, or of the files as they are. */
export interface IHereRow extends IRow {
  readonly type: 'here';
  readonly about: 'head' | 'working';
  /** Null where HEAD has not been checked. */
  readonly run: CheckRun | null;
}

/** One check of a run. */
export interface ICheckRow extends IRow {
  readonly type: 'check';
  readonly run: CheckRun;
  readonly title: string;
  /** What it is for. */
  readonly summary: string;
  /** Null where it is still to come. */
  readonly result: CheckResult | null;
  /** Whether it is the one at work. */
  readonly isAtWork: boolean;
}

/** Something that a check has found. */
export interface IFindingRow extends IRow {
  readonly type: 'finding';
  readonly run: CheckRun;
  readonly finding: CheckFinding;
}

/** What of a check isn't listed. */
export interface IMoreRow extends IRow {
  readonly type: 'more';
  readonly run: CheckRun;
  readonly listed: number;
  readonly count: number;
}

/** A row of the list. */
export type Row = IHereRow | ICheckRow | IFindingRow | IMoreRow | RemoteRow;

/** What the list is made of. */
export interface IRowSource {
  readonly status: Checks;
  readonly remote: Ci | null;
  readonly filter: string;
  /** Remarks of a remote's checks; none while they are being asked for. */
  annotations(remote: string): readonly CiAnnotation[];
  /** Whether a row is unfolded, if nobody has said so. */
  isOpen(id: string, byDefault: boolean): boolean;
}

/** The rows: what the checks here say, then what each forge says. */
export function makeRows(source: IRowSource): Row[] {
  const { status, remote } = source;
  const { head_run: head, working_run: working } = status;
  return [
    ...(status.head === null ? [] : hereRows('head', head, source)),
    ...(working === null ? [] : hereRows('working', working, source)),
    ...(remote === null ? [] : remoteRows(remote, source))
  ];
}

/** Index of the row that a row is part of; negative where it is part of none. */
export function parentOf(rows: readonly IRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    if ((rows[above]?.level ?? level) < level) {
      return above;
    }
  }
  return -1;
}

function hereRows(
  about: 'head' | 'working',
  run: CheckRun | null,
  source: IRowSource
): Row[] {
  const id = `here\n${about}`;
  const inside = run ? checkRows(id, run, source) : [];
  const isSearched = source.filter !== '';
  if (isSearched && inside.length === 0) {
    return [];
  }
  const isOpen =
    run === null || inside.length === 0
      ? null
      : isSearched || source.isOpen(id, isLooked(about, source.status));
  const row: Row = { type: 'here', id, level: 1, about, run, isOpen };
  return isOpen ? [row, ...inside] : [row];
}

/** The newer of the two runs is the one that is looked at. */
function isLooked(
  about: 'head' | 'working',
  { head_run: head, working_run: working }: Checks
): boolean {
  const isFilesNewer =
    working !== null &&
    (head === null ||
      Date.parse(working.created_at) > Date.parse(head.created_at));
  return about === (isFilesNewer ? 'working' : 'head');
}

function checkRows(id: string, run: CheckRun, source: IRowSource): Row[] {
  const { checks } = source.status;
  const byName = new Map(run.results.map(result => [result.check, result]));
  const asked = checks.filter(
    ({ check }) =>
      run.only_checks.length === 0 || run.only_checks.includes(check)
  );
  // What was on when it ran is told, even if it has been taken out since.
  const rest = run.results.filter(
    ({ check }) => !asked.some(each => each.check === check)
  );
  const shown: (Pick<CheckTitle, 'check' | 'title'> & { summary?: string })[] =
    [...asked, ...rest];
  return shown.flatMap(check =>
    resultRows(
      `${id}\n${check.check}`,
      { run, title: check.title, summary: check.summary ?? '' },
      byName.get(check.check) ?? null,
      isActiveRun(run) &&
        [check.check, check.title].includes(run.progress.check),
      source
    )
  );
}

function resultRows(
  id: string,
  about: Pick<ICheckRow, 'run' | 'title' | 'summary'>,
  result: CheckResult | null,
  isAtWork: boolean,
  source: IRowSource
): Row[] {
  if (result === null && !isActiveRun(about.run)) {
    return [];
  }
  const all = result?.findings ?? [];
  const found = shownUnder(source.filter, about.title, all, findingText);
  if (source.filter !== '' && found.length === 0) {
    return hasWords(source.filter, about.title)
      ? [
          {
            type: 'check',
            id,
            level: 2,
            ...about,
            result,
            isAtWork,
            isOpen: null
          }
        ]
      : [];
  }
  const isOpen =
    found.length === 0
      ? null
      : source.filter !== '' ||
        source.isOpen(id, result !== null && isBad(result.verdict));
  const row: Row = {
    type: 'check',
    id,
    level: 2,
    ...about,
    result,
    isAtWork,
    isOpen
  };
  return isOpen && result
    ? [row, ...findingRows(id, about.run, result, found, source)]
    : [row];
}

function findingRows(
  id: string,
  run: CheckRun,
  result: CheckResult,
  found: readonly CheckFinding[],
  source: IRowSource
): Row[] {
  const rows = found.map((finding, index): Row => {
    const own = `${id}\n${finding.key}\n${index}`;
    const isOpen = source.isOpen(own, false);
    return { type: 'finding', id: own, level: 3, run, finding, isOpen };
  });
  const { count, findings } = result;
  if (count > findings.length) {
    const more = { listed: findings.length, count, isOpen: null };
    rows.push({ type: 'more', id: `${id}\n…`, level: 3, run, ...more });
  }
  return rows;
}

/** What of a finding is searched. */
export function findingText(finding: CheckFinding): string {
  const { check, code, severity, message, source, parameters } = finding;
  return [check, code, severity, message, source, parameters].join(' ');
}
