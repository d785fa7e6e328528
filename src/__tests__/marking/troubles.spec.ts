import type { Modules } from '../../api/types';
import { troublesOf } from '../../marking/troubles';

/** A finding about a cell. */
function finding(notebook: string, index: number | null, message: string) {
  return { notebook, index, message };
}

function status(own: object[], modules: object[][]): Modules {
  const each = modules.map(findings => ({ findings }));
  return { findings: own, modules: each } as unknown as Modules;
}

describe('what is wrong with cells', () => {
  it('is told of the cells that were saved in these places', () => {
    const known = status(
      [finding('b.ipynb', 0, 'elsewhere')],
      [[finding('a.ipynb', 1, 'no name'), finding('a.ipynb', null, 'all')]]
    );
    const troubles = troublesOf(['x', 'y'], 'a.ipynb', known);
    expect([...troubles]).toEqual([['y', 'no name']]);
  });

  it('is told once, however many modules have it', () => {
    const same = finding('a.ipynb', 0, 'same');
    const other = finding('a.ipynb', 0, 'other');
    const known = status([same], [[same, other], [other]]);
    const troubles = troublesOf(['x'], 'a.ipynb', known);
    expect(troubles.get('x')).toBe('same\nother');
  });

  it('is not told of cells that are gone', () => {
    const known = status([finding('a.ipynb', 7, 'late')], []);
    expect(troublesOf(['x'], 'a.ipynb', known).size).toBe(0);
  });
});
