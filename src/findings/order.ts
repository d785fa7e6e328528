import type { IMark } from './marks';

/** A finding's place in a notebook. */
export interface IStop {
  readonly cell: number;
  readonly mark: IMark;
}

/** Where somebody is. */
export interface IPosition {
  readonly cell: number;
  /** From 1; 0 where the cell as a whole is active. */
  readonly line: number;
  /** Key of the finding that was gone to last; empty where somebody has moved on since. */
  readonly key: string;
}

/** All findings of a notebook, from its top to its end. */
export function stopsOf(
  ids: readonly string[],
  marks: ReadonlyMap<string, readonly IMark[]>
): IStop[] {
  return ids.flatMap((id, cell) =>
    (marks.get(id) ?? []).map(mark => ({ cell, mark }))
  );
}

/** The next finding from a position, or the one before it; behind the last comes the first. */
export function nextStop(
  stops: readonly IStop[],
  position: IPosition,
  backwards: boolean
): IStop | null {
  const count = stops.length;
  const current = stops.findIndex(
    ({ cell, mark }) =>
      cell === position.cell && mark.finding.key === position.key
  );
  if (current >= 0) {
    return stops[(current + (backwards ? count - 1 : 1)) % count] ?? null;
  }
  const after = stops.findIndex(stop => isAfter(stop, position));
  const first = after < 0 ? count : after;
  if (backwards) {
    return stops[(first + count - 1) % count] ?? null;
  }
  return stops[first % count] ?? null;
}

/** A cell that is active as a whole is before all that is in it. */
function isAfter({ cell, mark }: IStop, position: IPosition): boolean {
  return cell === position.cell
    ? (mark.finding.line ?? 0) > position.line || position.line === 0
    : cell > position.cell;
}
