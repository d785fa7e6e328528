import type { Run } from '../api/types';
import { secondsBetween } from '../runData/words';

/** A column: the place in the sweep, a parameter, a metric, or what is known of every run. */
export type Column =
  | { kind: 'index' | 'state' | 'duration' }
  | { kind: 'parameter' | 'metric'; name: string };

/** What the table is ordered by. */
export interface ISorting {
  column: Column;
  isDescending: boolean;
}

/** Whether two columns are the same. */
export function isSame(a: Column, b: Column): boolean {
  return columnKey(a) === columnKey(b);
}

/** A name that only one column has. */
export function columnKey(column: Column): string {
  return 'name' in column ? `${column.kind}:${column.name}` : column.kind;
}

/** The last attempt of each place in the sweep, in order. */
export function lastAttempts(runs: readonly Run[]): readonly Run[] {
  const byPlace = new Map<number, Run>();
  for (const run of runs) {
    const place = run.sweep_index ?? -1;
    const known = byPlace.get(place);
    if (!known || run.attempt > known.attempt) {
      byPlace.set(place, run);
    }
  }
  return [...byPlace.values()].sort(
    (a, b) => (a.sweep_index ?? 0) - (b.sweep_index ?? 0)
  );
}

/** How long a run took, in seconds; null as long as it has not ended. */
export function duration(run: Run): number | null {
  return secondsBetween(run.started_at, run.ended_at);
}

/** A run's value in a column; null where it has none. */
export function cellValue(run: Run, column: Column): unknown {
  switch (column.kind) {
    case 'index':
      return run.sweep_index;
    case 'state':
      return run.state;
    case 'duration':
      return duration(run);
    case 'parameter':
      return run.parameters[column.name] ?? null;
    case 'metric':
      return run.metrics[column.name] ?? null;
  }
}

/** Runs in an order; those without a value come last, whichever way. */
export function sortRuns(
  runs: readonly Run[],
  { column, isDescending }: ISorting
): readonly Run[] {
  const sign = isDescending ? -1 : 1;
  const keyed = runs.map(run => ({ run, value: cellValue(run, column) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null);
    }
    return sign * compare(a.value, b.value);
  });
  return keyed.map(({ run }) => run);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  return text(a).localeCompare(text(b), undefined, { numeric: true });
}

/** The runs as CSV (RFC 4180), for other tools. */
export function toCsv(
  runs: readonly Run[],
  parameters: readonly string[],
  metrics: readonly string[]
): string {
  const head = [
    'run',
    'state',
    ...parameters,
    ...metrics,
    'started_at',
    'seconds'
  ];
  const rows = runs.map(run => [
    run.id,
    run.state,
    ...parameters.map(name => run.parameters[name]),
    ...metrics.map(name => run.metrics[name]),
    run.started_at,
    duration(run)
  ]);
  return [head, ...rows].map(row => row.map(quoted).join(',')).join('\r\n');
}

function quoted(value: unknown): string {
  const plain = value === null || value === undefined ? '' : text(value);
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
