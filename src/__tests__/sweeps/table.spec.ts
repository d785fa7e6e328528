import { lastAttempts, sortRuns, toCsv } from '../../sweeps/table';
import { makeRun } from '../makeRun';

const runs = [
  makeRun({
    id: 'a',
    sweep_index: 0,
    parameters: { alpha: 0.5, name: 'x,y' },
    metrics: { rmse: 3 }
  }),
  makeRun({
    id: 'b',
    sweep_index: 1,
    parameters: { alpha: 0.1, name: 'z' },
    metrics: {},
    state: 'failed',
    started_at: null
  }),
  makeRun({
    id: 'c',
    sweep_index: 2,
    parameters: { alpha: 10, name: 'say "no"' },
    metrics: { rmse: 2 }
  })
];

function ids(sorted: readonly { id: string }[]): string {
  return sorted.map(run => run.id).join('');
}

test('numbers are ordered as numbers', () => {
  const column = { kind: 'parameter', name: 'alpha' } as const;
  expect(ids(sortRuns(runs, { column, isDescending: false }))).toBe('bac');
  expect(ids(sortRuns(runs, { column, isDescending: true }))).toBe('cab');
});

test('runs without a value come last, whichever way', () => {
  const column = { kind: 'metric', name: 'rmse' } as const;
  expect(ids(sortRuns(runs, { column, isDescending: false }))).toBe('cab');
  expect(ids(sortRuns(runs, { column, isDescending: true }))).toBe('acb');
});

test('only the last attempt of each place stays', () => {
  const retry = makeRun({ id: 'b2', sweep_index: 1, attempt: 2 });
  expect(ids(lastAttempts([retry, ...runs]))).toBe('ab2c');
  expect(ids(lastAttempts([...runs].reverse().concat(retry)))).toBe('ab2c');
});

test('what has commas or quotes is quoted in CSV', () => {
  const lines = toCsv(runs, ['alpha', 'name'], ['rmse']).split('\r\n');
  expect(lines).toEqual([
    'run,state,alpha,name,rmse,started_at,seconds',
    'a,succeeded,0.5,"x,y",3,2026-01-01T10:00:01Z,4',
    'b,failed,0.1,z,,,',
    'c,succeeded,10,"say ""no""",2,2026-01-01T10:00:01Z,4'
  ]);
});
