import { NO_CELLS, languageOf, mergeCells } from '../../runPage/cells';

const code = (source: string | string[], outputs: unknown[] = []) => ({
  cell_type: 'code',
  id: 'x',
  source,
  outputs,
  execution_count: 1
});

describe('mergeCells', () => {
  const first = mergeCells(NO_CELLS, {
    version: '1',
    total: 2,
    metadata: {},
    cells: [
      { index: 0, cell: code(['a\n', 'b']), shortened: false },
      { index: 1, cell: code('c'), shortened: true }
    ]
  });

  it('reads texts that are kept as lines', () => {
    expect(first.cells.map(cell => cell.source)).toEqual(['a\nb', 'c']);
    expect(first.cells.map(cell => cell.isShortened)).toEqual([false, true]);
  });

  it('keeps cells that do not differ as the objects they are', () => {
    const next = mergeCells(first, {
      version: '2',
      total: 2,
      metadata: {},
      cells: [{ index: 1, cell: code('d'), shortened: false }]
    });
    expect(next.cells[0]).toBe(first.cells[0]);
    expect(next.cells[1]?.source).toBe('d');
  });

  it('drops cells that are no more', () => {
    const reply = { version: '3', total: 1, metadata: {}, cells: [] };
    expect(mergeCells(first, reply).cells).toHaveLength(1);
  });

  it('makes texts of outputs whole, but no JSON', () => {
    const outputs = [
      { output_type: 'stream', name: 'stdout', text: ['1\n', '2\n'] },
      {
        output_type: 'display_data',
        data: {
          'text/html': ['<b>', '</b>'],
          'application/geo+json': ['a', 'b']
        }
      },
      'nothing'
    ];
    const cell = mergeCells(NO_CELLS, {
      version: '1',
      total: 1,
      metadata: {},
      cells: [{ index: 0, cell: code('a', outputs), shortened: false }]
    }).cells[0];
    expect(cell?.outputs).toMatchObject([
      { text: '1\n2\n' },
      { data: { 'text/html': '<b></b>', 'application/geo+json': ['a', 'b'] } }
    ]);
  });
});

describe('languageOf', () => {
  it('asks the kernel before the kernelspec', () => {
    const kernelspec = { language: 'R' };
    expect(languageOf({ language_info: { name: 'python' }, kernelspec })).toBe(
      'python'
    );
    expect(languageOf({ kernelspec })).toBe('R');
    expect(languageOf({})).toBe('');
  });
});
