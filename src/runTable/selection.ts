/** What is ticked, and from where a range goes on. */
export interface ISelection {
  readonly ids: ReadonlySet<string>;
  /** The run that was ticked last; ranges start there. */
  readonly anchor: string | null;
}

export const NONE: ISelection = { ids: new Set(), anchor: null };

/** Tick what is not, or take the ticks away where all of it is. */
export function toggle(
  selection: ISelection,
  ids: readonly string[]
): ISelection {
  const isAll = ids.every(id => selection.ids.has(id));
  const next = new Set(selection.ids);
  for (const id of ids) {
    if (isAll) {
      next.delete(id);
    } else {
      next.add(id);
    }
  }
  return { ids: next, anchor: ids[ids.length - 1] ?? selection.anchor };
}

/**
 * Tick all from the anchor to a run; the anchor stays, so that the range can be put right.
 *
 * @param order - All ids, in the order in which they are listed.
 */
export function extend(
  selection: ISelection,
  order: readonly string[],
  to: string
): ISelection {
  const from = order.indexOf(selection.anchor ?? to);
  const end = order.indexOf(to);
  if (from < 0 || end < 0) {
    return toggle(selection, [to]);
  }
  const [low, high] = from < end ? [from, end] : [end, from];
  const ids = new Set([...selection.ids, ...order.slice(low, high + 1)]);
  return { ids, anchor: order[from] ?? to };
}

/** A set after ids were put in or taken out. */
export function withIds(
  set: ReadonlySet<string>,
  ids: readonly string[],
  isIn: boolean
): ReadonlySet<string> {
  const rest = [...set].filter(id => !ids.includes(id));
  return new Set(isIn ? [...rest, ...ids] : rest);
}
