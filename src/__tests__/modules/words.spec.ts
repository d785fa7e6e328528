import { nullTranslator } from '@jupyterlab/translation';

import type { Exported, Synced } from '../../api/types';
import { exportWords, syncWords } from '../../modules/outcomeWords';
import { cellPlace, findingPlace, stateWords } from '../../modules/words';
import { makeCell, makeFinding, makeModule, makeModules } from './make';

const trans = nullTranslator.load('');

function exported(change: Partial<Exported>): Exported {
  return {
    written: [],
    removed: [],
    held_back: [],
    unchanged: 0,
    tests: [],
    status: makeModules(),
    ...change
  };
}

function synced(change: Partial<Synced>): Synced {
  return {
    notebooks: [],
    written: [],
    edited: 0,
    added: 0,
    removed: 0,
    conflicts: 0,
    questions: 0,
    status: makeModules(),
    ...change
  };
}

describe('how a module stands', () => {
  it('counts cells and edits apart', () => {
    const changes = [
      makeCell(),
      makeCell({ change: 'added' }),
      makeCell({ change: 'module_edited' })
    ];
    const module = makeModule({ state: 'both_ahead', changes });
    expect(stateWords(module, trans)).toBe('2 cells ahead, 1 edit to sync');
  });

  it('is said where only what is around the cells differs', () => {
    expect(stateWords(makeModule({ state: 'module_ahead' }), trans)).toBe(
      'ahead'
    );
  });
});

describe('places', () => {
  it('count cells from one, and name the notebook where there are several', () => {
    const module = makeModule({ notebooks: ['a.ipynb', 'b.ipynb'] });
    expect(cellPlace(makeModule(), makeCell(), trans)).toBe('cell 4');
    expect(cellPlace(module, makeCell(), trans)).toBe('train.ipynb · cell 4');
  });

  it('of findings end where nothing more is known', () => {
    expect(findingPlace(makeFinding(), trans)).toBe(
      'train.ipynb · cell 3 · line 4'
    );
    const whole = makeFinding({ notebook: null, index: null, line: null });
    expect(findingPlace(whole, trans)).toBe('features');
  });
});

describe('what was done', () => {
  it('is said of an export, with what was held back', () => {
    const words = exportWords(
      exported({ written: ['features'], held_back: ['model'] }),
      trans
    );
    expect(words.done).toBe('Exported features.');
    expect(words.left).toMatch(/^model held back/);
  });

  it('is said where there was nothing to export', () => {
    const { done, left } = exportWords(exported({ unchanged: 3 }), trans);
    expect(done).toMatch(/as their notebooks have them/);
    expect(left).toBe('');
  });

  it('is said of a sync, with its notebooks', () => {
    const reply = synced({
      notebooks: ['work/train.ipynb'],
      edited: 2,
      added: 1
    });
    expect(syncWords(reply, trans)).toEqual({
      done: '2 cells edited, 1 added in train.ipynb.',
      left: ''
    });
  });

  it('is not said to be in step while something is open', () => {
    expect(syncWords(synced({ questions: 1 }), trans)).toEqual({
      done: '',
      left: '1 question is open.'
    });
  });
});
