import type { Run } from '../api/types';

/** A row of the table: a run, or a sweep whose runs are folded into it. */
export type ITableRow =
  | { kind: 'run'; id: string; run: Run; isMember: boolean }
  | { kind: 'sweep'; id: string; runs: readonly Run[]; isOpen: boolean };

/**
 * The rows of the table: runs of one sweep that follow each other stand behind one row.
 *
 * @param runs - Newest first.
 * @param open - Ids of the sweeps that are unfolded.
 * @param hidden - Ids of runs that are on their way out.
 */
export function tableRows(
  runs: readonly Run[],
  open: ReadonlySet<string>,
  hidden: ReadonlySet<string>
): readonly ITableRow[] {
  const rows: ITableRow[] = [];
  let index = 0;
  while (index < runs.length) {
    const end = endOfSweep(runs, index);
    const members = runs.slice(index, end).filter(run => !hidden.has(run.id));
    const sweep = runs[index]?.sweep ?? null;
    const isGroup = sweep !== null && members.length > 1;
    const isOpen = isGroup && open.has(sweep);
    if (isGroup) {
      rows.push({ kind: 'sweep', id: sweep, runs: members, isOpen });
    }
    if (!isGroup || isOpen) {
      for (const run of members) {
        rows.push({ kind: 'run', id: run.id, run, isMember: isGroup });
      }
    }
    index = end;
  }
  return rows;
}

/** The runs that a row stands for. */
export function runsOf(row: ITableRow): readonly Run[] {
  return row.kind === 'run' ? [row.run] : row.runs;
}

/** Where the sweep of a run ends; the next run where it is of none. */
function endOfSweep(runs: readonly Run[], start: number): number {
  const sweep = runs[start]?.sweep ?? null;
  let end = start + 1;
  while (sweep !== null && runs[end]?.sweep === sweep) {
    end += 1;
  }
  return end;
}
