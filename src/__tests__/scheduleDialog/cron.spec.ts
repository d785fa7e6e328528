import { patternOf, readCron, writeCron } from '../../scheduleDialog/cron';
import type { Pattern } from '../../scheduleDialog/cron';

describe('readCron', () => {
  const cases: [string, Pattern][] = [
    ['15 * * * *', { every: 'hour', minute: 15 }],
    ['30 1 * * *', { every: 'day', time: '01:30' }],
    ['@daily', { every: 'day', time: '00:00' }],
    ['0 6 * * 1-5', { every: 'week', time: '06:00', days: [1, 2, 3, 4, 5] }],
    ['0 6 * * MON,thu', { every: 'week', time: '06:00', days: [1, 4] }],
    ['0 6 * * 7', { every: 'week', time: '06:00', days: [0] }],
    ['5 23 31 * *', { every: 'month', time: '23:05', day: 31 }]
  ];
  it.each(cases)('understands %s', (expression, pattern) => {
    expect(readCron(expression)).toEqual(pattern);
  });

  it.each([
    '',
    '*/5 * * * *',
    '0 6 1 1 *',
    '0 6 1 * 1',
    '0 6 0 * *',
    '0 6 * * 1#2',
    '0 6 * * 5-1',
    '60 6 * * *',
    '@reboot'
  ])('leaves %p to those who write cron', expression => {
    expect(readCron(expression)).toEqual({ every: 'custom' });
  });
});

describe('writeCron', () => {
  const patterns: Pattern[] = [
    { every: 'hour', minute: 0 },
    { every: 'day', time: '00:05' },
    { every: 'week', time: '23:59', days: [0, 6] },
    { every: 'week', time: '12:00', days: [1, 2, 3] },
    { every: 'month', time: '09:00', day: 15 }
  ];
  it.each(patterns)('writes %j so that it is read again', pattern => {
    expect(readCron(writeCron(pattern) ?? '')).toEqual(pattern);
  });

  it('has no expression for a week without days, or a time half typed', () => {
    expect(writeCron({ every: 'week', time: '01:00', days: [] })).toBeNull();
    expect(writeCron({ every: 'day', time: '' })).toBeNull();
  });
});

test('another recurrence keeps the time of day', () => {
  const daily: Pattern = { every: 'day', time: '04:20' };
  expect(patternOf('month', daily)).toEqual({
    every: 'month',
    time: '04:20',
    day: 1
  });
});
