import { Lines, splitLine } from '../../ciLog/lines';

describe('the lines of a log', () => {
  it('come together from parts that end anywhere', () => {
    const lines = new Lines();
    ['one\ntw', 'o', '\n', '\nfour'].forEach(part => {
      lines.append(part);
    });
    expect(lines.all).toEqual(['one', 'two', '', 'four']);
    lines.append('teen\n');
    expect(lines.all).toEqual(['one', 'two', '', 'fourteen']);
  });

  it('keep what a progress bar wrote last, and no colours', () => {
    const lines = new Lines();
    lines.append('10%\r5');
    lines.append('0%\r100%\n\u001b[31mred\u001b[0m\n');
    expect(lines.all).toEqual(['100%', 'red']);
  });

  it('are found whatever the case', () => {
    const lines = new Lines();
    lines.append('An Error\nfine\nno error\n');
    expect(lines.find('error')).toEqual([0, 2]);
    expect(lines.find('')).toEqual([]);
  });
});

describe('a line with what was searched', () => {
  it('is split around it', () => {
    expect(splitLine('Error: no error', 'error')).toEqual([
      '',
      'Error',
      ': no ',
      'error',
      ''
    ]);
    expect(splitLine('fine', '')).toEqual(['fine']);
  });
});
