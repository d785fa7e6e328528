import { NONE, extend, toggle } from '../../runTable/selection';

const ORDER = ['a', 'b', 'c', 'd'];

describe('ticks', () => {
  it('come and go', () => {
    const one = toggle(NONE, ['b']);
    expect([...one.ids]).toEqual(['b']);
    expect([...toggle(one, ['b']).ids]).toEqual([]);
  });

  it('of several complete what is ticked in part', () => {
    const part = toggle(NONE, ['b']);
    expect([...toggle(part, ['a', 'b']).ids].sort()).toEqual(['a', 'b']);
  });

  it('reach from the last one in both directions, which stays the anchor', () => {
    const from = toggle(NONE, ['c']);
    const down = extend(from, ORDER, 'd');
    expect([...down.ids].sort()).toEqual(['c', 'd']);
    const up = extend(from, ORDER, 'a');
    expect([...up.ids].sort()).toEqual(['a', 'b', 'c']);
    expect(up.anchor).toBe('c');
  });

  it('start where there is no anchor yet', () => {
    expect([...extend(NONE, ORDER, 'b').ids]).toEqual(['b']);
  });
});
