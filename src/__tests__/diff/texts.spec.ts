import { outputText, runAt, settle, sizeOf } from '../../diff/texts';

describe('a text as a terminal shows it in the end', () => {
  it('has no escapes', () => {
    expect(settle('\x1b[31mred\x1b[0m \x1b]0;title\x07x')).toBe('red x');
  });

  it('is overwritten by what follows a carriage return', () => {
    expect(settle('10%\r20%\r100%\nnext\r\n')).toBe('100%\nnext\n');
    expect(settle('long line\rshort')).toBe('shortline');
  });

  it('loses what backspaces take', () => {
    expect(settle('ab\b\bcd')).toBe('cd');
  });
});

describe('an output', () => {
  const out = (text: string, name = 'stdout') => ({
    output_type: 'stream',
    name,
    text
  });

  it('that is a stream goes on as long as its name does', () => {
    const outputs = [out('a\n'), out('b\n'), out('e', 'stderr'), out('c')];
    expect(outputText(runAt(outputs, 0), 'stream/stdout')).toBe('a\nb\n');
    expect(runAt(outputs, 3)).toHaveLength(1);
    expect(runAt(outputs, 9)).toEqual([]);
  });

  it('that is an error is its traceback, else name and message', () => {
    const error = { output_type: 'error', ename: 'E', evalue: 'no' };
    expect(outputText([{ ...error, traceback: ['x', 'y'] }], 'error')).toBe(
      'x\ny'
    );
    expect(outputText([{ ...error, traceback: [] }], 'error')).toBe('E: no');
  });

  it('of structured data is indented', () => {
    const data = { 'application/json': { a: 1 } };
    const output = { output_type: 'display_data', metadata: {}, data };
    expect(outputText([output], 'application/json')).toBe('{\n "a": 1\n}');
  });
});

it('tells how large something is, about', () => {
  expect(sizeOf({ text: 'x'.repeat(100) })).toBe(102);
});
