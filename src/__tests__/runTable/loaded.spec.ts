import type { Run } from '../../api/types';
import { LoadedRuns } from '../../runTable/loaded';
import { makeProgress, makeRun } from '../makeRun';

function runs(...ids: string[]): Run[] {
  return ids.map(id => makeRun({ id }));
}

function loaded(...ids: string[]): LoadedRuns {
  const all = new LoadedRuns();
  all.reset({ runs: runs(...ids), next_cursor: ids[ids.length - 1] ?? null });
  return all;
}

const idsOf = (all: LoadedRuns): string[] => all.runs.map(run => run.id);

describe('LoadedRuns', () => {
  it('puts pages one after the other, without runs that came twice', () => {
    const all = loaded('9', '8', '7');
    all.append({ runs: runs('7', '6', '5'), next_cursor: null });
    expect(idsOf(all)).toEqual(['9', '8', '7', '6', '5']);
    expect(all.cursor).toBeNull();
  });

  it('finds runs by halving', () => {
    const all = loaded('9', '7', '5');
    expect(['9', '7', '5'].map(id => all.indexOf(id))).toEqual([0, 1, 2]);
    expect(['99', '8', '1'].map(id => all.indexOf(id))).toEqual([-1, -1, -1]);
  });

  it('takes the first page as the truth and keeps older pages', () => {
    const all = loaded('9', '8', '7');
    all.append({ runs: runs('6', '5'), next_cursor: '5' });
    all.refresh({ runs: runs('A', '9', '7'), next_cursor: '7' });
    expect(idsOf(all)).toEqual(['A', '9', '7', '6', '5']);
    expect(all.cursor).toBe('5');
  });

  it('keeps runs that are newer than a page that was long on its way', () => {
    const all = loaded('9', '8');
    all.refresh({ runs: runs('8'), next_cursor: '8' });
    expect(idsOf(all)).toEqual(['9', '8']);
  });

  it('is empty where the server has nothing any more', () => {
    const all = loaded('9', '8');
    all.refresh({ runs: [], next_cursor: null });
    expect(idsOf(all)).toEqual([]);
  });

  it('never lets a run go back', () => {
    const all = new LoadedRuns();
    const at = (done: number): Run =>
      makeRun({
        id: '9',
        state: 'running',
        progress: makeProgress({ done, total: 5 })
      });
    all.reset({ runs: [at(3)], next_cursor: null });
    all.update(at(1));
    expect(all.get('9')?.progress.done).toBe(3);
    all.update(at(4));
    expect(all.get('9')?.progress.done).toBe(4);
    expect(all.update(makeRun({ id: '1' }))).toBe(false);
  });

  it('stays the same object until something changes', () => {
    const all = loaded('9', '8');
    const before = all.runs;
    all.update(makeRun({ id: '7' }));
    expect(all.runs).toBe(before);
    all.drop(new Set(['8']));
    expect(idsOf(all)).toEqual(['9']);
  });
});
