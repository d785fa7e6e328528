import { withoutEscapes } from '../escapes';

describe('withoutEscapes', () => {
  it('takes colours, cursor movements and titles away', () => {
    expect(withoutEscapes('\x1b[1;31mred\x1b[0m')).toBe('red');
    expect(withoutEscapes('\x1b]0;title\x07text')).toBe('text');
    expect(withoutEscapes('\x1b]8;;a\x1b\\link')).toBe('link');
    expect(withoutEscapes('\x1b7kept\x1b8')).toBe('kept');
  });

  it('lets a title without an end hide nothing', () => {
    expect(withoutEscapes('\x1b]0;never\nends')).toBe('0;never\nends');
  });

  it('leaves a plain text as it is', () => {
    expect(withoutEscapes('a\r\nb')).toBe('a\r\nb');
  });
});
