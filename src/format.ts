import type { TranslationBundle } from '@jupyterlab/translation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NBSP = '\u00a0';

/**
 * A length of time for people: `0.4 s`, `12 s`, `3 m 04 s`, `2 h 05 m`.
 *
 * @param seconds - The length, in seconds.
 */
export function formatDuration(seconds: number): string {
  const value = Math.max(0, seconds);
  if (value < 9.95) {
    return `${value.toFixed(1)}${NBSP}s`;
  }
  const whole = Math.round(value);
  if (whole < MINUTE) {
    return `${whole}${NBSP}s`;
  }
  if (whole < HOUR) {
    return pair(Math.floor(whole / MINUTE), 'm', whole % MINUTE, 's');
  }
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  return pair(Math.floor(whole / HOUR), 'h', minutes, 'm');
}

/** Time that has gone since a moment: whole seconds, so that it ticks evenly. */
export function formatElapsed(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return seconds < 10 ? `${seconds}${NBSP}s` : formatDuration(seconds);
}

/**
 * A moment as lists show it: `just now`, `4 min ago`, `2 h ago`, `Thu 14:02`, `12 Nov`.
 *
 * @param moment - ISO 8601 date and time.
 * @param now - Milliseconds since the epoch.
 * @param trans - Texts.
 * @param locale - Language tag for names of days and months; the browser's by default.
 */
export function formatAgo(
  moment: string,
  now: number,
  trans: TranslationBundle,
  locale?: string
): string {
  const date = new Date(moment);
  const seconds = (now - date.getTime()) / 1000;
  if (seconds < MINUTE) {
    return trans.__('just now');
  }
  if (seconds < HOUR) {
    return trans.__('%1 min ago', Math.floor(seconds / MINUTE));
  }
  if (seconds < DAY) {
    return trans.__('%1 h ago', Math.floor(seconds / HOUR));
  }
  if (seconds < 7 * DAY) {
    const day = date.toLocaleDateString(locale, { weekday: 'short' });
    const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
    return `${day} ${date.toLocaleTimeString(locale, time)}`;
  }
  const sameYear = new Date(now).getFullYear() === date.getFullYear();
  return date.toLocaleDateString(locale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' })
  });
}

/** A moment in full, for tooltips. */
export function formatMoment(moment: string, locale?: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Date(moment).toLocaleString(locale, style);
}

/** A moment in short: the time, with the date where it is not today. */
export function formatWhen(
  moment: string,
  now: number,
  locale?: string
): string {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date(now).toDateString();
  return isToday
    ? date.toLocaleTimeString(locale, { timeStyle: 'medium' })
    : date.toLocaleString(locale, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit'
      });
}

/** A parameter's value as its reader would write it, cut to one short line. */
export function formatValue(value: unknown, limit = 40): string {
  const text = literal(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Parameters as one line: `alpha=0.5  n=3`. */
export function formatParameters(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${formatValue(value, 24)}`)
    .join(NBSP + ' ');
}

/** A notebook's name without folder and ending. */
export function notebookName(path: string): string {
  const base = path.split('/').pop() ?? path;
  return base.replace(/\.ipynb$/, '');
}

/** Two units side by side, the smaller one always two digits wide. */
function pair(large: number, first: string, small: number, second: string) {
  const padded = String(small).padStart(2, '0');
  return [large, first, padded, second].join(NBSP);
}

/** A value in Python's words, since that is what the notebook says. */
function literal(value: unknown): string {
  if (value === null || value === undefined) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (typeof value === 'string') {
    return value === '' ? "''" : value;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  return JSON.stringify(value);
}
