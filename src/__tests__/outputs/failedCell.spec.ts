import { findFailedCell } from '../../outputs/failedCell';

const IDS = ['first', 'second', 'third'];

describe('findFailedCell', () => {
  it('finds the cell by id, even where it was moved', () => {
    const failure = { cell_id: 'third', cell_index: 0 };
    expect(findFailedCell(IDS, failure)).toBe(2);
  });

  it('falls back to its position', () => {
    const failure = { cell_id: 'gone', cell_index: 1 };
    expect(findFailedCell(IDS, failure)).toBe(1);
  });

  it.each([
    null,
    { cell_id: null, cell_index: null },
    { cell_id: null, cell_index: 7 }
  ])('finds none for %p', failure => {
    expect(findFailedCell(IDS, failure)).toBe(-1);
  });
});
