import { nullTranslator } from '@jupyterlab/translation';

import { changeSign, countChanges } from '../../releaseParts/levels';
import { makeChange } from './make';

const trans = nullTranslator.load('jupyter-mlops');

describe('countChanges', () => {
  it('counts by weight, the heaviest first', () => {
    const changes = [
      makeChange(),
      makeChange({ level: 'major', kind: 'removed' }),
      makeChange()
    ];
    expect(countChanges(changes, trans)).toBe(
      '1 incompatible change · 2 additions'
    );
  });

  it('leaves out what is said of the version as a whole', () => {
    const reason = makeChange({ kind: 'initial_development', name: '' });
    expect(countChanges([makeChange(), reason], trans)).toBe('1 addition');
  });

  it('says so where the API is the same', () => {
    expect(countChanges([], trans)).toBe('The public API is the same.');
  });
});

describe('changeSign', () => {
  it('tells what came, what went and what is another', () => {
    expect(changeSign(makeChange())).toBe('+');
    expect(changeSign(makeChange({ kind: 'removed' }))).toBe('−');
    expect(changeSign(makeChange({ kind: 'parameter_removed' }))).toBe('~');
  });
});
