import { compareLines, wholeLines } from '../../modules/lines';

/** A difference as one reads it. */
function written(base: string, head: string): string[] {
  const signs = { same: ' ', removed: '-', added: '+', gap: '⋯' };
  return compareLines(base, head).map(({ kind, text }) => signs[kind] + text);
}

describe('the difference of two texts', () => {
  it('is nothing where they are the same', () => {
    expect(written('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('ignores a missing last line end', () => {
    expect(written('a\nb\n', 'a\nb')).toEqual([]);
  });

  it('has what was removed before what was added', () => {
    expect(written('a\nb\nc\n', 'a\nx\nc\n')).toEqual([' a', '-b', '+x', ' c']);
  });

  it('has lines that were added at the end, or taken away there', () => {
    expect(written('a\n', 'a\nb\n')).toEqual([' a', '+b']);
    expect(written('a\nb\n', 'a\n')).toEqual([' a', '-b']);
  });

  it('has lines that were added at the beginning', () => {
    expect(written('b\n', 'a\nb\n')).toEqual(['+a', ' b']);
  });

  it('leaves out what is the same and far away', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const head = lines.map((line, index) => (index === 10 ? 'new' : line));
    expect(written(lines.join('\n'), head.join('\n'))).toEqual([
      '⋯',
      ' line 8',
      ' line 9',
      '-line 10',
      '+new',
      ' line 11',
      ' line 12',
      '⋯'
    ]);
  });

  it('is all of a text that is on one side only', () => {
    expect(wholeLines('added', 'a\nb\n')).toEqual([
      { kind: 'added', text: 'a' },
      { kind: 'added', text: 'b' }
    ]);
  });
});
