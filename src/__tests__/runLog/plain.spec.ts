import { plainText } from '../../runLog/plain';

describe('plainText', () => {
  it('takes colours and titles away', () => {
    expect(plainText('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007on')).toBe(
      'red on'
    );
  });

  it('keeps what a progress bar wrote last', () => {
    expect(plainText('10%\r50%\r100%\nnext')).toBe('100%\nnext');
  });

  it('keeps the lines of Windows', () => {
    expect(plainText('one\r\ntwo\r\n')).toBe('one\ntwo\n');
  });

  it('keeps a line whose end has not been written yet', () => {
    expect(plainText('10%\r50%\r')).toBe('50%');
  });
});
