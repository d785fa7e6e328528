import { lineOfCell } from '../../marking/lineOf';
import { lineOnDisk } from '../../marking/lineOnDisk';
import { fileOf, moduleOf, moduleOfFile, TARGET } from '../../marking/targets';

describe('a module is named', () => {
  it('after its notebook', () => {
    expect(moduleOfFile('lab/01_train model.ipynb')).toBe('train_model');
    expect(moduleOfFile('Über-Blick.ipynb')).toBe('über_blick');
    expect(moduleOfFile('2024.ipynb')).toBe('');
  });

  it('with dots, below its package', () => {
    expect(moduleOf('demo.data.load', 'demo')).toBe('data.load');
    expect(moduleOf('data/load.py', 'demo')).toBe('data.load');
    expect(moduleOf('demo', 'demo')).toBe('demo');
    expect(fileOf('data.load')).toBe('data/load.py');
  });

  it('in ways that Python can import', () => {
    const good = ['features', 'data.load', 'data/load.py', '_x1', '__init__'];
    expect(good.filter(each => !TARGET.test(each))).toEqual([]);
    const bad = ['', '1x', 'a b', '../a', 'a..b', 'a-b', '/a', 'a.'];
    expect(bad.filter(each => TARGET.test(each))).toEqual([]);
  });
});

describe('the line of a cell in a module', () => {
  const cell = { notebook: 'train.ipynb', id: 'a1', index: 4 };

  it('is below its marker', () => {
    const text =
      '"""x"""\n\n# %% lab/train.ipynb#a0\nx = 1\n\n# %% lab/train.ipynb#a1\ny = 2\n';
    expect(lineOfCell(text, cell)).toBe(6);
  });

  it('is found by markers that name its place, too', () => {
    expect(lineOfCell('# %% train.ipynb#@4\nx\n', cell)).toBe(1);
    expect(lineOfCell('# %% ../nbs/train.ipynb 4\nx\n', cell)).toBe(1);
    expect(lineOfCell('# %% ../nbs/train.ipynb #a1\nx\n', cell)).toBe(1);
  });

  it('is not that of a cell like it in another notebook', () => {
    expect(lineOfCell('# %% other.ipynb#a1\nx\n', cell)).toBeNull();
    expect(lineOfCell('# %% auto 0\nx\n', cell)).toBeNull();
  });
});

describe('a line of an edited module', () => {
  const saved = 'a\nb\nc\nd\ne\n';

  it('is the same before the edit, and moved after it', () => {
    const edited = 'a\nb\nnew\nnew\nc\nd\ne\n';
    expect([0, 1, 4, 6].map(line => lineOnDisk(edited, saved, line))).toEqual([
      0, 1, 2, 4
    ]);
    const less = 'a\ne\n';
    expect(lineOnDisk(less, saved, 1)).toBe(4);
  });

  it('is within the saved text wherever it is', () => {
    const texts = [
      '',
      'a',
      'a\nx\ne\n',
      `${saved}more\nlines\n`,
      'new\n'.repeat(9)
    ];
    for (const edited of texts) {
      edited.split('\n').forEach((_, line) => {
        const found = lineOnDisk(edited, saved, line);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThan(saved.split('\n').length);
      });
    }
  });

  it('is itself where nothing is edited', () => {
    expect(lineOnDisk(saved, saved, 3)).toBe(3);
  });
});
