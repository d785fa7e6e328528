import type React from 'react';

/** What a key does; null where it does nothing. */
export type Act = (() => void) | null;

/**
 * The row that a key leads to; undefined where it leads nowhere.
 *
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 * @param count - Rows in all.
 */
export function rowAfterKey(
  key: string,
  current: number,
  page: number,
  count: number
): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1
  };
  const target = targets[key];
  return target === undefined || count === 0
    ? undefined
    : Math.min(count - 1, Math.max(0, target));
}

/**
 * Do what a plain key stands for, and keep it from everything around the list.
 *
 * Keys pressed with others are not the list's.
 */
export function actOnKey(
  event: React.KeyboardEvent,
  actOf: (key: string) => Act
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const act = actOf(event.key);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
