import { readBytes, readSeconds, writeBytes, writeSeconds } from '../lengths';

describe('readSeconds', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    ['15 m', 900],
    ['2h 30m', 9000],
    ['1D', 86_400],
    ['0.5h', 1800]
  ])('reads %s', (text, seconds) => {
    expect(readSeconds(text)).toBe(seconds);
  });

  it.each(['', 'soon', '5 weeks', '-3', 'h'])('refuses %p', text => {
    expect(readSeconds(text)).toBeNull();
  });

  it.each([0, 1.5, 59, 60, 3600, 9000, 90_061])(
    'reads what was written of %d',
    seconds => {
      expect(readSeconds(writeSeconds(seconds))).toBe(seconds);
    }
  );
});

describe('readBytes', () => {
  it.each([
    ['4GB', 4e9],
    ['512 MiB', 512 * 2 ** 20],
    ['1.5 gb', 1.5e9],
    ['1000', 1000]
  ])('reads %s', (text, bytes) => {
    expect(readBytes(text)).toBe(bytes);
  });

  it.each(['', 'much', '4 G', '-1'])('refuses %p', text => {
    expect(readBytes(text)).toBeNull();
  });

  it.each([1, 1000, 4e9, 1.5e9, 2 ** 30, 123_456_789])(
    'reads what was written of %d',
    bytes => {
      expect(readBytes(writeBytes(bytes))).toBe(bytes);
    }
  );
});
