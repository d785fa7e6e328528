import { nullTranslator } from '@jupyterlab/translation';

import {
  countWords,
  isShort,
  limitWords,
  placeWords,
  resultWords,
  runWords,
  tokenWords
} from '../../ci/words';
import { finding, forge, result, run } from './make';

const trans = nullTranslator.load('jupyter-mlops');

describe('words for checks', () => {
  it('count errors and warnings', () => {
    expect(countWords({ errors: 1, warnings: 2 }, trans)).toBe(
      '1 error, 2 warnings'
    );
    expect(countWords({ errors: 0, warnings: 0 }, trans)).toBe('');
  });

  it('say how far a run is', () => {
    const progress = { done: 3, total: 12, check: '', notebook: '' };
    expect(runWords(run([], { state: 'running', progress }), trans)).toBe(
      '3 of 12'
    );
    expect(runWords(run([]), trans)).toBe('passed');
  });

  it('name a place by notebook, cell and line', () => {
    expect(placeWords(finding(), trans)).toBe('train.ipynb, cell 4:2');
    expect(placeWords({ source: 'a/b.py', index: null, line: 7 }, trans)).toBe(
      'b.py:7'
    );
    expect(placeWords({ source: '', index: null, line: null }, trans)).toBe('');
  });

  it('are none where a check has nothing to say', () => {
    expect(resultWords(result('lint'), trans)).toBe('');
    expect(resultWords(result('lint', { count: 700 }), trans)).toBe(
      '700 findings'
    );
  });
});

describe('words for forges', () => {
  it('say where a token is from, or that it is missing', () => {
    const token = { state: 'missing', source: '', hint: '' } as const;
    expect(tokenWords(forge([]), trans)).toBe('token from gh');
    expect(tokenWords(forge([], { token }), trans)).toBe('no token');
  });

  it('say how many requests are left, and whether that is little', () => {
    const limit = { limit: 60, remaining: 3, resets_at: '' };
    expect(limitWords(forge([], { limit }), trans)).toBe(
      '3 of 60 requests left'
    );
    expect(isShort(forge([], { limit }))).toBe(true);
    expect(isShort(forge([]))).toBe(false);
  });
});
