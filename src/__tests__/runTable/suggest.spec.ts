import { nullTranslator } from '@jupyterlab/translation';

import { complete, suggest, wordAt } from '../../runTable/suggest';
import { makeRun } from '../makeRun';

const trans = nullTranslator.load('jupyter-mlops');
const RUNS = [
  makeRun({
    labels: ['nightly', 'two words'],
    job_name: 'weekly',
    overrides: { alpha: 1 },
    metrics: { rmse: 2 }
  })
];

const words = (typed: string): string[] =>
  suggest(typed, RUNS, trans).map(each => each.word);

describe('suggest', () => {
  it('offers states, and what the loaded runs have', () => {
    expect(words('fa')).toEqual(['failed']);
    expect(words('lab')).toEqual(['label:nightly']);
    expect(words('job')).toEqual(['job:weekly']);
    expect(words('al')).toEqual(['alpha=']);
    expect(words('metric')).toEqual(['metric.rmse<']);
  });

  it('offers nothing for a word that is complete, or means something else', () => {
    expect(words('failed')).toEqual([]);
    expect(words('zzz')).toEqual([]);
  });
});

describe('wordAt and complete', () => {
  it('find the word of the caret and replace it', () => {
    const at = wordAt('train fa rest', 8);
    expect(at.word).toBe('fa');
    const offer = { word: 'failed', meaning: '', isOpen: false };
    expect(complete('train fa rest', at, offer)).toEqual({
      text: 'train failed rest',
      caret: 13
    });
  });

  it('leave room to type on where more of the word is to come', () => {
    const offer = { word: 'alpha=', meaning: '', isOpen: true };
    expect(complete('al', wordAt('al', 2), offer)).toEqual({
      text: 'alpha=',
      caret: 6
    });
  });
});
