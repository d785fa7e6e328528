import { RowLayout } from '../../components/windowing';

describe('a list of 10,000 rows', () => {
  const layout = new RowLayout(10_000, 24, new Map());

  it('draws only what is in view, and a little beyond', () => {
    const rows = layout.window(24 * 5000, 480);
    expect(rows).toMatchObject({ start: 4990, end: 5031 });
  });

  it('fills the rest with space, so that the scroll bar is right', () => {
    const { start, end, before, after } = layout.window(24 * 5000, 480);
    expect(before + (end - start) * 24 + after).toBe(240_000);
  });
});

describe('a list with unfolded rows', () => {
  const layout = new RowLayout(10, 24, new Map([[2, 100]]));

  it('places the rows below them', () => {
    expect([layout.top(2), layout.top(3)]).toEqual([48, 172]);
    expect(layout.height).toBe(340);
  });

  it('knows which row lies at a height', () => {
    expect([0, 47, 48, 171, 172].map(y => layout.rowAt(y))).toEqual([
      0, 1, 2, 2, 3
    ]);
  });

  it('scrolls no further than a row needs', () => {
    expect(layout.reveal(0, 50, 100)).toBe(0);
    expect(layout.reveal(3, 0, 100)).toBe(96);
    expect(layout.reveal(3, 150, 100)).toBe(150);
  });
});

describe('an empty list', () => {
  it('draws nothing', () => {
    const rows = new RowLayout(0, 24, new Map()).window(0, 480);
    expect(rows).toEqual({ start: 0, end: 0, before: 0, after: 0 });
  });
});
