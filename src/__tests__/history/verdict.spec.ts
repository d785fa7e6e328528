import { nullTranslator } from '@jupyterlab/translation';

import type { CommitVerdict } from '../../api/types';
import { verdictWords } from '../../history/verdict';
import { idOf } from './make';

const trans = nullTranslator.load('jupyter-mlops');
const PASSED: CommitVerdict = {
  commit: idOf(1),
  run: 'r',
  state: 'passed',
  errors: 0,
  warnings: 0,
  complete: true
};

describe('a verdict in words', () => {
  it('says what was found, and if not all was looked at', () => {
    expect(verdictWords(PASSED, trans)).toBe('Checks passed');
    expect(
      verdictWords(
        { ...PASSED, state: 'failed', errors: 2, warnings: 1 },
        trans
      )
    ).toBe('Checks failed: 2 errors, 1 warning');
    expect(verdictWords({ ...PASSED, complete: false }, trans)).toBe(
      'Checks passed: not all was checked'
    );
  });
});
