import type { CheckFinding } from '../api/types';

/** A cell as it is now. */
export interface ICellNow {
  readonly id: string;
  readonly source: string;
}

/** A finding at the cell that it is about. */
export interface IMark {
  readonly finding: CheckFinding;
  /** Whether the cell was edited since it was checked: the finding may be out of date. */
  readonly isEdited: boolean;
}

const SEVERITIES: readonly CheckFinding['severity'][] = [
  'error',
  'warning',
  'note'
];

/**
 * The findings of each cell, by its id, in the order of their lines.
 *
 * A cell that is gone takes its findings with it.
 *
 * @param checked - The source that a finding's cell had when it was checked; undefined where that
 * is not known.
 */
export function marksByCell(
  findings: readonly CheckFinding[],
  cells: readonly ICellNow[],
  checked: (finding: CheckFinding, id: string) => string | undefined
): Map<string, IMark[]> {
  const byId = new Map(cells.map(cell => [cell.id, cell]));
  const marks = new Map<string, IMark[]>();
  for (const finding of findings) {
    const cell = cellOf(finding, cells, byId);
    if (cell) {
      const known = checked(finding, cell.id);
      const isEdited = known !== undefined && known !== cell.source;
      const own = marks.get(cell.id) ?? [];
      own.push({ finding, isEdited });
      marks.set(cell.id, own);
    }
  }
  marks.forEach(own => own.sort(byLine));
  return marks;
}

/** Cells without an id of their own are named by their index. */
function cellOf(
  { cell }: CheckFinding,
  cells: readonly ICellNow[],
  byId: ReadonlyMap<string, ICellNow>
): ICellNow | undefined {
  if (cell === null) {
    return undefined;
  }
  return (
    byId.get(cell) ??
    (cell.startsWith('@') ? cells[Number(cell.slice(1))] : undefined)
  );
}

function byLine({ finding: a }: IMark, { finding: b }: IMark): number {
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    rankOf(a) - rankOf(b)
  );
}

function rankOf({ severity }: CheckFinding): number {
  return SEVERITIES.indexOf(severity);
}

/** The worst of some findings; those that may be out of date count only among their like. */
export function worstOf(marks: readonly IMark[]): IMark | null {
  const [worst] = [...marks].sort(
    (a, b) =>
      Number(a.isEdited) - Number(b.isEdited) ||
      rankOf(a.finding) - rankOf(b.finding)
  );
  return worst ?? null;
}
