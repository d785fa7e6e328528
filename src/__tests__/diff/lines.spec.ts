import { pairsIn, revertLine } from '../../diff/lines';

const BASE = ['a', 'b', 'c', 'd'];

describe('a line that is put back', () => {
  it('becomes the one that it stands for', () => {
    const head = ['a', 'B', 'C', 'd'];
    const hunk = { base: 1, removed: 2, head: 1, added: 2 };
    const pairs = pairsIn(hunk, new Map());
    const line = { side: 'head', line: 2 } as const;
    expect(revertLine(BASE, head, hunk, pairs, line)).toEqual([
      'a',
      'B',
      'c',
      'd'
    ]);
  });

  it('goes away where it stands for none', () => {
    const head = ['a', 'x', 'B', 'c', 'd'];
    const hunk = { base: 1, removed: 1, head: 1, added: 2 };
    const pairs = pairsIn(hunk, new Map([[1, 2]]));
    const line = { side: 'head', line: 1 } as const;
    expect(revertLine(BASE, head, hunk, pairs, line)).toEqual([
      'a',
      'B',
      'c',
      'd'
    ]);
  });

  it('comes back after the line that was before it', () => {
    const head = ['a', 'B', 'd'];
    const hunk = { base: 1, removed: 2, head: 1, added: 1 };
    const pairs = pairsIn(hunk, new Map([[1, 1]]));
    const line = { side: 'base', line: 2 } as const;
    expect(revertLine(BASE, head, hunk, pairs, line)).toEqual([
      'a',
      'B',
      'c',
      'd'
    ]);
  });

  it('comes back at the start of its hunk where nothing was before it', () => {
    const hunk = { base: 1, removed: 2, head: 1, added: 0 };
    const line = { side: 'base', line: 1 } as const;
    expect(revertLine(BASE, ['a', 'd'], hunk, new Map(), line)).toEqual([
      'a',
      'b',
      'd'
    ]);
  });

  it('put back one by one ends with the base', () => {
    const hunk = { base: 1, removed: 2, head: 1, added: 2 };
    const pairs = pairsIn(hunk, new Map());
    let head = ['a', 'B', 'C', 'd'];
    for (const line of [1, 2]) {
      head = revertLine(BASE, head, hunk, pairs, { side: 'head', line });
    }
    expect(head).toEqual(BASE);
  });
});

describe('lines that stand for each other', () => {
  it('are those that are known, within the hunk only', () => {
    const known = new Map([
      [0, 0],
      [2, 3],
      [9, 9]
    ]);
    const hunk = { base: 1, removed: 2, head: 1, added: 3 };
    expect([...pairsIn(hunk, known)]).toEqual([[2, 3]]);
  });

  it('are none where the numbers differ and nothing is known', () => {
    const hunk = { base: 1, removed: 2, head: 1, added: 3 };
    expect(pairsIn(hunk, new Map()).size).toBe(0);
  });
});
