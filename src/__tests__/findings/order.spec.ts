import type { IMark } from '../../findings/marks';
import { nextStop, stopsOf } from '../../findings/order';
import { makeFinding } from './make';

const mark = (key: string, line: number | null): IMark => ({
  finding: makeFinding({ key, line }),
  isEdited: false
});
const STOPS = stopsOf(
  ['a', 'b', 'c'],
  new Map([
    ['c', [mark('last', 1)]],
    ['a', [mark('first', null), mark('second', 3)]]
  ])
);
const HERE = { cell: 0, line: 0, key: '' };

describe('the next finding', () => {
  const next = (
    position: Partial<typeof HERE>,
    backwards = false
  ): string | undefined =>
    nextStop(STOPS, { ...HERE, ...position }, backwards)?.mark.finding.key;

  it('is the one after the one that was gone to', () => {
    expect(next({ key: 'first' })).toBe('second');
    expect(next({ key: 'second' })).toBe('last');
    expect(next({ key: 'second' }, true)).toBe('first');
  });

  it('is behind the last the first, and the other way round', () => {
    expect(next({ cell: 2, key: 'last' })).toBe('first');
    expect(next({ key: 'first' }, true)).toBe('last');
  });

  it('is looked for from where somebody is', () => {
    expect(next({ line: 1 })).toBe('second');
    expect(next({ cell: 1 })).toBe('last');
    expect(next({ cell: 1 }, true)).toBe('second');
    expect(next({})).toBe('first');
  });

  it('is none where there is none', () => {
    expect(nextStop([], HERE, false)).toBeNull();
    expect(nextStop([], HERE, true)).toBeNull();
  });
});
