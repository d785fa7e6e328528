import type { IWish } from '../../changes/wishes';
import {
  fileWish,
  goTogether,
  replaces,
  wishedCells,
  wishedHunks
} from '../../changes/wishes';
import { WishQueue } from '../../changes/queue';
import { makeCell, makeChanges, makeHunk } from './make';

function cellWish(key: string, staged: boolean, path = 'a.ipynb'): IWish {
  return { path, staged, cell: { key, part: 'all' }, hunk: null };
}

const changes = makeChanges([
  makeCell({ key: 'a', outputs: 'unstaged' }),
  makeCell({ key: 'b', source: 'older' })
]);

describe('what is wished', () => {
  it('shows at once, without the outputs that stay here', () => {
    const [a, b] = wishedCells(changes, [cellWish('a', true)], true).cells;
    expect(a).toMatchObject({ source: 'staged', outputs: 'unstaged' });
    expect(b?.source).toBe('older');
  });

  it('shows with outputs where commits have them, or they were named', () => {
    const all = wishedCells(changes, [cellWish('a', true)], false);
    expect(all.cells[0]?.outputs).toBe('staged');
    const cell = { key: 'a', part: 'outputs' as const };
    const named = { path: 'a.ipynb', staged: true, cell, hunk: null };
    const [a] = wishedCells(changes, [named], true).cells;
    expect(a).toMatchObject({ source: 'unstaged', outputs: 'staged' });
  });

  it('of a file is about all that is in it', () => {
    const { cells } = wishedCells(changes, [fileWish('a.ipynb', true)], true);
    expect(cells.map(cell => cell.source)).toEqual(['staged', 'staged']);
    const hunks = { path: 'a', version: '1', hunks: [makeHunk()], problem: '' };
    const text = wishedHunks(hunks, [fileWish('a', true)]);
    expect(text.hunks[0]?.state).toBe('staged');
  });

  it('last counts', () => {
    expect(replaces(cellWish('a', false), cellWish('a', true))).toBe(true);
    expect(replaces(cellWish('a', false), cellWish('b', true))).toBe(false);
    expect(replaces(fileWish('a.ipynb', true), cellWish('b', true))).toBe(true);
    expect(replaces(fileWish('b.ipynb', true), cellWish('b', true))).toBe(
      false
    );
  });

  it('goes with what is alike', () => {
    expect(goTogether(fileWish('a', true), fileWish('b', true))).toBe(true);
    expect(goTogether(fileWish('a', true), fileWish('b', false))).toBe(false);
    expect(goTogether(cellWish('a', true), cellWish('b', true))).toBe(true);
    const elsewhere = cellWish('b', true, 'b.ipynb');
    expect(goTogether(cellWish('a', true), elsewhere)).toBe(false);
  });
});

describe('wishes that come while another is carried out', () => {
  it('wait, go together, and show meanwhile', async () => {
    const sent: string[][] = [];
    let release = (): void => undefined;
    const queue = new WishQueue(
      wishes => {
        sent.push(wishes.map(wish => wish.cell?.key ?? ''));
        return new Promise(resolve => {
          release = resolve;
        });
      },
      () => undefined
    );
    const done = queue.add([cellWish('a', true)]);
    void queue.add([cellWish('b', true)]);
    void queue.add([cellWish('c', true)]);
    void queue.add([cellWish('b', true)]);
    expect(queue.of('a.ipynb')).toHaveLength(3);
    release();
    await Promise.resolve();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(sent).toEqual([['a'], ['c', 'b']]);
    release();
    await done;
    expect(queue.open).toEqual([]);
  });
});
