import { SHOWN } from '../../diff/model';
import { kindOf } from '../../diff/kinds';
import { makeRows } from '../../diff/rows';
import { makeCell, makeUnchanged } from './make';

const RERUN = makeCell({
  source: null,
  outputs: [{ base: 0, head: 0, mime: 'text/plain' }]
});

describe('the rows of a diff', () => {
  it('fold what has not changed', () => {
    const rows = makeRows(
      [
        makeUnchanged(0, 0, 12),
        makeCell({ base: 12, head: 12, head_id: 'x' }),
        makeUnchanged(13, 13, 2)
      ],
      SHOWN
    );
    expect(rows.map(row => row.type)).toEqual(['fold', 'cell', 'fold']);
    expect(rows[0]).toMatchObject({ count: 12, key: 'fold head x' });
    expect(rows[2]).toMatchObject({ count: 2, key: 'fold end' });
  });

  it('fold noise along with it, until it is asked for', () => {
    const cells = [
      makeUnchanged(0, 0, 3),
      makeCell({ base: 3, head: 3, noise: true, source: null }),
      makeUnchanged(4, 4, 1)
    ];
    expect(makeRows(cells, SHOWN)).toMatchObject([{ type: 'fold', count: 5 }]);
    const shown = { ...SHOWN, noise: true };
    const metadata = [{ path: ['execution_count'], kind: 'changed' as const }];
    const [first, ...rest] = cells.slice(1);
    const noisy = { ...first, noise: true, metadata } as (typeof cells)[0];
    expect(makeRows([noisy, ...rest], shown)[0]).toMatchObject({
      type: 'cell'
    });
  });

  it('leave out cells of which only hidden parts differ', () => {
    expect(makeRows([RERUN], SHOWN)).toMatchObject([{ kind: 'rerun' }]);
    expect(makeRows([RERUN], { ...SHOWN, outputs: false })).toMatchObject([
      { type: 'fold' }
    ]);
  });

  it('say where a moved cell was', () => {
    const rows = makeRows(
      [
        makeUnchanged(0, 0, 2),
        makeUnchanged(3, 2, 2),
        makeCell({ base: 2, head: 4, moved: true, head_id: 'm', source: null })
      ],
      SHOWN
    );
    expect(rows.map(row => [row.type, row.key])).toEqual([
      ['fold', 'fold from head m'],
      ['ghost', 'from head m'],
      ['fold', 'fold head m'],
      ['cell', 'head m']
    ]);
  });

  it('have keys of their own, even where ids are there twice', () => {
    const cells = [1, 2].map(head => makeCell({ head, head_id: 'same' }));
    const keys = makeRows(cells, SHOWN).map(row => row.key);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('the kind of a change', () => {
  it('is the most telling', () => {
    expect(kindOf(makeCell({ moved: true }))).toBe('edited');
    expect(kindOf(makeCell({ moved: true, source: null }))).toBe('moved');
    expect(kindOf(RERUN)).toBe('rerun');
    expect(kindOf(makeCell({ source: null }))).toBe('noise');
    expect(kindOf(makeCell({ head_type: 'markdown', source: null }))).toBe(
      'edited'
    );
  });

  it('tells apart code that was only reformatted', () => {
    const source = { view: 'text', hunks: [], formatting_only: true } as const;
    expect(kindOf(makeCell({ source: { ...source, hunks: [] } }))).toBe(
      'reformatted'
    );
  });
});
