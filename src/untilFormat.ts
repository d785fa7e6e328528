import type { TranslationBundle } from '@jupyterlab/translation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A moment to come: `now`, `in 12 s`, `in 4 min`, `in 3 h 05 m`, `in 2 d 4 h`, `in 40 d`.
 *
 * @param moment - ISO 8601 date and time.
 * @param now - Milliseconds since the epoch.
 */
export function formatUntil(
  moment: string,
  now: number,
  trans: TranslationBundle
): string {
  const seconds = Math.ceil((Date.parse(moment) - now) / 1000);
  if (seconds <= 0) {
    return trans.__('now');
  }
  if (seconds < MINUTE) {
    return trans.__('in %1 s', seconds);
  }
  if (seconds < HOUR) {
    return trans.__('in %1 min', Math.floor(seconds / MINUTE));
  }
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    const padded = String(minutes).padStart(2, '0');
    return trans.__('in %1 h %2 m', Math.floor(seconds / HOUR), padded);
  }
  const days = Math.floor(seconds / DAY);
  return days < 7
    ? trans.__('in %1 d %2 h', days, Math.floor((seconds % DAY) / HOUR))
    : trans.__('in %1 d', days);
}
