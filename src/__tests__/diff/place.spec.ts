import { headLength, placeInHead } from '../../diff/place';
import { makeCell, makeUnchanged } from './make';

const CELLS = [
  makeUnchanged(0, 0, 2),
  makeCell({ kind: 'removed', base: 2, head: null }),
  makeCell({ kind: 'added', base: null, head: 2 }),
  makeUnchanged(4, 3, 2),
  makeCell({ base: 3, head: 5, moved: true })
];

describe('the place of a base cell in the head', () => {
  it('is after what stands for the cell before it', () => {
    expect(placeInHead(CELLS, 2)).toBe(2);
  });

  it('does not follow cells that were moved themselves', () => {
    expect(placeInHead(CELLS, 4)).toBe(2);
  });

  it('is the start for the first one', () => {
    expect(placeInHead(CELLS, 0)).toBe(0);
  });
});

it('counts the cells of the head', () => {
  expect(headLength(CELLS)).toBe(6);
});
