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
import { wholeLook } from './wholeLook';
import type { IWholeLook } from './wholeLook';

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
  /** The newest look, where it was at a part and earlier ones are told with it; else null. */
  readonly newest: CheckRun | null;
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
  /** When that was looked at, if the newest look has left it out; else null. */
  readonly since: string | null;
}

/** Something that a check has found. */
export interface IFindingRow extends IRow {
  readonly type: 'finding';
  readonly run: CheckRun;
  readonly finding: CheckFinding;
  /** When that was looked at, if the newest look has left it out; else null. */
  readonly since: string | null;
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

/** What is told of checks here. */
interface IHere {
  readonly about: IHereRow['about'];
  readonly run: CheckRun | null;
  readonly newest: CheckRun | null;
  readonly earlier: IWholeLook['earlier'];
}

/** The rows: what the checks here say, then what each forge says. */
export function makeRows(source: IRowSource): Row[] {
  const { status, remote } = source;
  const { head_run: run, working_run: newest, working_before: before } = status;
  const head = {
    about: 'head',
    run,
    newest: null,
    earlier: new Map()
  } as const;
  const whole = wholeLook(status);
  const working = {
    about: 'working',
    newest: before.length > 0 ? newest : null
  } as const;
  return [
    ...(status.head === null ? [] : hereRows(head, source)),
    ...(whole === null ? [] : hereRows({ ...working, ...whole }, source)),
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

function hereRows(here: IHere, source: IRowSource): Row[] {
  const { about, run, newest, earlier } = here;
  const id = `here\n${about}`;
  const inside = run ? checkRows(id, { run, earlier }, source) : [];
  const isSearched = source.filter !== '';
  if (isSearched && inside.length === 0) {
    return [];
  }
  const isOpen =
    run === null || inside.length === 0
      ? null
      : isSearched || source.isOpen(id, isLooked(about, source.status));
  const row: Row = { type: 'here', id, level: 1, about, run, newest, isOpen };
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

function checkRows(id: string, look: IWholeLook, source: IRowSource): Row[] {
  const { run } = look;
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
  return shown.flatMap(({ check, title, summary = '' }) => {
    const result = byName.get(check) ?? null;
    const row: ICheckRow = {
      type: 'check',
      id: `${id}\n${check}`,
      level: 2,
      run,
      title,
      summary,
      result,
      isAtWork: isActiveRun(run) && [check, title].includes(run.progress.check),
      since: (result && look.earlier.get(result)) ?? null,
      isOpen: null
    };
    return resultRows(row, look, source);
  });
}

/** A check and what it has found, as far as that is searched for. */
function resultRows(
  row: ICheckRow,
  look: IWholeLook,
  source: IRowSource
): Row[] {
  const { id, run, title, result } = row;
  const { filter } = source;
  if (result === null && !isActiveRun(run)) {
    return [];
  }
  const all = result?.findings ?? [];
  const found = shownUnder(filter, title, all, findingText);
  if (filter !== '' && found.length === 0) {
    return hasWords(filter, title) ? [row] : [];
  }
  const isOpen =
    found.length === 0
      ? null
      : filter !== '' ||
        source.isOpen(id, result !== null && isBad(result.verdict));
  return isOpen && result
    ? [{ ...row, isOpen }, ...findingRows(id, look, result, found, source)]
    : [{ ...row, isOpen }];
}

function findingRows(
  id: string,
  { run, earlier }: IWholeLook,
  result: CheckResult,
  found: readonly CheckFinding[],
  source: IRowSource
): Row[] {
  const rows = found.map((finding, index): Row => {
    const own = `${id}\n${finding.key}\n${index}`;
    const isOpen = source.isOpen(own, false);
    const since = earlier.get(finding) ?? null;
    return { type: 'finding', id: own, level: 3, run, finding, since, isOpen };
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
