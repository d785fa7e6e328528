import { nullTranslator } from '@jupyterlab/translation';

import {
  formatAgo,
  formatDuration,
  formatElapsed,
  formatParameters,
  formatValue,
  formatWhen,
  notebookName
} from '../format';

const trans = nullTranslator.load('jupyter-mlops');
const NOW = Date.parse('2026-11-20T12:00:00');

/** Text with plain spaces: numbers and units are kept together by others. */
function plain(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

function ago(seconds: number): string {
  const moment = new Date(NOW - seconds * 1000).toISOString();
  return formatAgo(moment, NOW, trans, 'en-GB');
}

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [1.23, '1.2 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 m 00 s'],
    [184, '3 m 04 s'],
    [3599.7, '1 h 00 m'],
    [7500, '2 h 05 m'],
    [-3, '0.0 s']
  ])('shows %d seconds as "%s"', (seconds, text) => {
    expect(plain(formatDuration(seconds))).toBe(text);
  });
});

describe('formatElapsed', () => {
  it('counts whole seconds, so that it ticks evenly', () => {
    const since = new Date(NOW - 4_900).toISOString();
    expect(plain(formatElapsed(since, NOW))).toBe('4 s');
  });

  it('never counts backwards where clocks differ', () => {
    const since = new Date(NOW + 5_000).toISOString();
    expect(plain(formatElapsed(since, NOW))).toBe('0 s');
  });
});

describe('formatAgo', () => {
  it.each([
    [20, 'just now'],
    [4 * 60 + 20, '4 min ago'],
    [2.5 * 3600, '2 h ago'],
    [30 * 3600, 'Thu 06:00'],
    [9 * 86400, '11 Nov'],
    [400 * 86400, '16 Oct 2025']
  ])('shows %d seconds ago as "%s"', (seconds, text) => {
    expect(ago(seconds)).toBe(text);
  });
});

describe('formatWhen', () => {
  it('leaves the date out where it is today', () => {
    expect(formatWhen('2026-11-20T09:05:07', NOW, 'en-GB')).toBe('09:05:07');
  });

  it('names the date otherwise', () => {
    expect(formatWhen('2026-11-18T09:05:07', NOW, 'en-GB')).toBe(
      '18 Nov, 09:05'
    );
  });
});

describe('formatValue', () => {
  it.each([
    [null, 'None'],
    [true, 'True'],
    [0.1, '0.1'],
    ['', "''"],
    ['lasso', 'lasso'],
    [[1, null, 'a'], '[1, None, a]']
  ])('shows %p as Python says it', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it('cuts long values to their limit', () => {
    const text = formatValue('x'.repeat(100), 10);
    expect(text).toBe('xxxxxxxxx…');
  });
});

describe('formatParameters', () => {
  it('lists names with values', () => {
    expect(plain(formatParameters({ alpha: 0.5, n: 3 }))).toBe(
      'alpha=0.5  n=3'
    );
  });
});

describe('notebookName', () => {
  it('leaves folder and ending out', () => {
    expect(notebookName('a/b.c/train.v2.ipynb')).toBe('train.v2');
  });
});
