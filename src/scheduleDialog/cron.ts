/** A cron expression that a few inputs can hold. */
export type Pattern =
  | { every: 'hour'; minute: number }
  | { every: 'day'; time: string }
  | { every: 'week'; time: string; days: readonly number[] }
  | { every: 'month'; time: string; day: number }
  | { every: 'custom' };

/** How often a pattern recurs. */
export type Every = Pattern['every'];

/** Monday to Friday. */
export const WORKDAYS: readonly number[] = [1, 2, 3, 4, 5];

const WORDS: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *'
};

const DAY_NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** What a cron expression says, where a few inputs can say it too. */
export function readCron(expression: string): Pattern {
  const text = expression.trim().toLowerCase();
  const fields = (WORDS[text] ?? text).split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const m = number(minute, 59);
  if (fields.length !== 5 || month !== '*' || m === null) {
    return { every: 'custom' };
  }
  if (hour === '*' && day === '*' && weekday === '*') {
    return { every: 'hour', minute: m };
  }
  const h = number(hour, 23);
  return h === null ? { every: 'custom' } : daily(clock(h, m), day, weekday);
}

function daily(time: string, day: string, weekday: string): Pattern {
  if (weekday === '*') {
    const date = number(day, 31);
    if (day === '*') {
      return { every: 'day', time };
    }
    return date ? { every: 'month', time, day: date } : { every: 'custom' };
  }
  const days = day === '*' ? readDays(weekday) : null;
  return days ? { every: 'week', time, days } : { every: 'custom' };
}

/** A pattern as a cron expression; null where it holds what cannot be. */
export function writeCron(pattern: Pattern): string | null {
  if (pattern.every === 'custom') {
    return null;
  }
  if (pattern.every === 'hour') {
    return `${pattern.minute} * * * *`;
  }
  const [hour, minute] = pattern.time.split(':').map(Number);
  if (hour === undefined || minute === undefined || isNaN(hour + minute)) {
    return null;
  }
  const at = `${minute} ${hour}`;
  switch (pattern.every) {
    case 'day':
      return `${at} * * *`;
    case 'week':
      return pattern.days.length > 0
        ? `${at} * * ${writeDays(pattern.days)}`
        : null;
    case 'month':
      return `${at} ${pattern.day} * *`;
  }
}

/** The pattern to begin with when another recurrence is chosen, keeping the time of day. */
export function patternOf(every: Every, previous: Pattern): Pattern {
  const time = 'time' in previous ? previous.time : '01:30';
  switch (every) {
    case 'hour':
      return { every, minute: 0 };
    case 'day':
      return { every, time };
    case 'week':
      return { every, time, days: WORKDAYS };
    case 'month':
      return { every, time, day: 1 };
    case 'custom':
      return { every };
  }
}

/** Days of the week, Sunday being 0: `1-5`, `mon,thu`; null where a few boxes can't say it. */
function readDays(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first, ...more] = part.split('-');
    const from = readDay(first);
    const to = readDay(last);
    if (from === null || to === null || from > to || more.length > 0) {
      return null;
    }
    for (let day = from; day <= to; day += 1) {
      days.add(day % 7);
    }
  }
  return [...days].sort((a, b) => a - b);
}

function readDay(text: string): number | null {
  const name = DAY_NAMES.indexOf(text);
  return name >= 0 ? name : number(text, 7);
}

function writeDays(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted[sorted.length - 1] ?? first;
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  return isRun ? `${first}-${last}` : sorted.join(',');
}

function number(text: string, most: number): number | null {
  const value = /^\d{1,2}$/.test(text) ? Number(text) : null;
  return value !== null && value <= most ? value : null;
}

function clock(hour: number, minute: number): string {
  return [hour, minute].map(each => String(each).padStart(2, '0')).join(':');
}
