import { matches, parseFilter } from '../../runs/filter';
import { makeFailure, makeRun } from '../makeRun';

const run = makeRun({
  state: 'failed',
  path: 'models/Train.ipynb',
  parameters: { alpha: 0.5, flag: true },
  failure: makeFailure({ exception: 'KeyError' })
});

describe('parseFilter', () => {
  it('tells states from words', () => {
    expect(parseFilter(' Failed  alpha=0.5 lost')).toEqual({
      states: ['failed', 'lost'],
      words: ['alpha=0.5']
    });
  });
});

describe('matches', () => {
  it.each([
    '',
    'failed',
    'failed lost',
    'train',
    'models/',
    'alpha=0.5',
    'flag=true',
    'keyerror',
    'failed train alpha'
  ])('finds the run by "%s"', text => {
    expect(matches(run, parseFilter(text))).toBe(true);
  });

  it.each(['succeeded', 'alpha=0.6', 'train report'])(
    'does not find it by "%s"',
    text => {
      expect(matches(run, parseFilter(text))).toBe(false);
    }
  );
});
