import { nullTranslator } from '@jupyterlab/translation';

import { markedBy } from '../../marking/choices';
import type { MarkChoice } from '../../marking/choices';
import { readMarks } from '../../marking/marks';
import { markItems } from '../../marking/menu';
import { describeMark, shortMark } from '../../marking/words';

const trans = nullTranslator.load('jupyter-mlops');
const surroundings = { own: 'train', packageName: 'demo' };

/** The menu of a cell with tags. */
function menu(tags: string[], known: string[] = [], chosen: unknown[] = []) {
  return markItems({
    isEnabled: true,
    marks: readMarks('x = 1', tags),
    surroundings,
    known,
    trans,
    choose: choice => {
      chosen.push(choice);
    },
    openModule: module => {
      chosen.push(module);
    }
  });
}

function ticked(tags: string[]): string[] {
  return menu(tags).flatMap(each => (each?.isToggled ? each.label : []));
}

describe('the menu of a cell', () => {
  it('ticks what the cell is', () => {
    expect(ticked([])).toEqual(['Not exported']);
    expect(ticked(['export'])).toEqual(['Export to train.py']);
    expect(ticked(['exporti:demo.data.load'])).toEqual([
      'Export to data/load.py',
      'Private: left out of __all__'
    ]);
    expect(ticked(['test', 'setup'])).toEqual(['Test']);
    expect(ticked(['setup'])).toEqual(['Setup for tests']);
  });

  it('offers the modules that there are, the own one first, each once', () => {
    const items = menu(['export:plots'], ['features', 'train', 'plots']);
    const labels = items.flatMap(each => each?.label ?? []);
    expect(labels.filter(each => /^Export to .*py$/.test(each))).toEqual([
      'Export to train.py',
      'Export to plots.py',
      'Export to features.py'
    ]);
    const many = Array.from({ length: 99 }, (_, index) => `module${index}`);
    expect(menu([], many).length).toBeLessThan(22);
  });

  it('does what it says', () => {
    const chosen: unknown[] = [];
    for (const each of menu(['export:a'], [], chosen)) {
      each?.execute();
    }
    expect(chosen).toEqual([
      { mark: 'none' },
      { mark: 'export', target: '' },
      { mark: 'export', target: 'a' },
      { mark: 'other' },
      { mark: 'private' },
      { mark: 'test' },
      { mark: 'setup' },
      'a'
    ]);
  });
});

describe('a choice for several cells', () => {
  /** What it makes of a cell, where the first of the chosen has other tags. */
  function made(choice: MarkChoice, tags: string[], first = tags) {
    return markedBy(choice, readMarks('', first))(readMarks('', tags));
  }

  it('makes them alike', () => {
    const toggle = { mark: 'toggle' } as const;
    expect(made(toggle, ['export'], [])).toMatchObject({ kind: 'export' });
    expect(made(toggle, [], ['export'])).toEqual({ kind: 'none' });
    const hide = { mark: 'private' } as const;
    expect(made(hide, ['exporti:a'], ['export'])).toEqual({
      kind: 'export',
      targets: ['a'],
      isPublic: false
    });
    expect(made(hide, [], ['exporti'])).toMatchObject({ isPublic: true });
  });

  it('leaves private what is exported elsewhere from now on', () => {
    const choice = { mark: 'export', target: 'b' } as const;
    expect(made(choice, ['exporti:a'])).toEqual({
      kind: 'export',
      targets: ['b'],
      isPublic: false
    });
  });
});

describe('the words for a mark', () => {
  it.each([
    [['export'], 'train.py', 'Exported to train.py'],
    [['exporti:a', 'export:b'], 'a.py, b.py', 'Exported to a.py, b.py'],
    [['exporti'], 'train.py', 'Exported to train.py, private'],
    [['test'], 'test', 'A test of exported code'],
    [['setup'], 'setup', 'Run before tests'],
    [['hide'], '', 'Not exported']
  ])('are short, and a sentence: %j', (tags, short, sentence) => {
    const marks = readMarks('', tags);
    expect(shortMark(marks, surroundings, trans)).toBe(short);
    expect(describeMark(marks, surroundings, trans)).toBe(sentence);
  });
});
