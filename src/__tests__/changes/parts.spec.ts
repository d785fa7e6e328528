import {
  cellChoice,
  cellTick,
  notebookTick,
  stagedCells,
  tickOf
} from '../../changes/parts';
import { makeCell, makeChanges } from './make';

const rerun = makeCell({
  key: 'b',
  kind: 'rerun',
  source: null,
  outputs: 'unstaged'
});

describe('a tick', () => {
  it('is set where all is staged, half set where some is', () => {
    expect(tickOf(['staged', null])).toBe('all');
    expect(tickOf(['staged', 'unstaged'])).toBe('some');
    expect(tickOf(['unstaged'])).toBe('none');
    expect(tickOf([null])).toBe('none');
  });

  it('is half set where the index has what was there before an edit', () => {
    expect(tickOf(['older'])).toBe('some');
  });

  it('of a cell is about its source where outputs stay out of commits', () => {
    const cell = makeCell({ source: 'staged', outputs: 'unstaged' });
    expect(cellTick(cell, true)).toBe('all');
    expect(cellTick(cell, false)).toBe('some');
  });

  it('of a cell with outputs only is about these', () => {
    expect(cellTick(rerun, true)).toBe('none');
    expect(cellTick({ ...rerun, outputs: 'staged' }, true)).toBe('all');
    expect(cellChoice(rerun)).toEqual({ key: 'b', part: 'outputs' });
  });

  it('of a notebook does not wait for outputs that stay here', () => {
    const edited = makeCell({ source: 'staged' });
    expect(notebookTick(makeChanges([edited, rerun]), true)).toBe('all');
    expect(notebookTick(makeChanges([edited, rerun]), false)).toBe('some');
  });

  it('of a notebook with nothing to stage is nobody’s to say', () => {
    expect(notebookTick(makeChanges([rerun]), true)).toBeNull();
  });

  it('of a notebook counts its metadata', () => {
    const changes = makeChanges([makeCell({ source: 'staged' })], {
      notebook: 'unstaged'
    });
    expect(notebookTick(changes, true)).toBe('some');
  });
});

it('cells are counted that are staged in whole or in part', () => {
  const cells = [
    makeCell({ source: 'older' }),
    makeCell({ key: 'c', source: 'unstaged', outputs: 'staged' }),
    rerun
  ];
  expect(stagedCells(makeChanges(cells))).toBe(2);
});
