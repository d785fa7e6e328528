import { grown } from '../../changes/room';

describe('room for a notice', () => {
  it('is taken from the other sections, each as it was large', () => {
    const sizes = grown([0.2, 0.6, 0.2], 0, 0.6);
    expect(sizes.map(size => size.toFixed(2))).toEqual([
      '0.60',
      '0.30',
      '0.10'
    ]);
  });

  it('is not taken where there is enough, or where the section is folded', () => {
    expect(grown([0.7, 0.3], 0, 0.6)).toEqual([0.7, 0.3]);
    expect(grown([0, 1], 0, 0.6)).toEqual([0, 1]);
    expect(grown([1], 0, 0.6)).toEqual([1]);
  });
});
