import { Decisions, keyOf } from '../../modules/decisions';
import { makeCell, makeModule, makeQuestion } from './make';

const first = makeCell({ change: 'conflict', cell: 'a' });
const second = makeCell({ change: 'conflict', cell: 'b' });
const question = makeQuestion({ cell: 'c' });
const features = makeModule({
  state: 'conflict',
  changes: [first, second],
  questions: [question]
});

describe('decisions about a module', () => {
  it('wait until all its conflicts are decided', () => {
    const decisions = new Decisions();
    expect(decisions.open(features)).toBe(2);
    decisions.choose(keyOf(features, first), 'notebook');
    expect(decisions.open(features)).toBe(1);
    decisions.choose(keyOf(features, second), 'cell');
    expect(decisions.open(features)).toBe(0);
  });

  it('say sides and answers as requests have them', () => {
    const decisions = new Decisions();
    decisions.choose(keyOf(features, first), 'module');
    decisions.choose(keyOf(features, second), 'cell');
    decisions.choose(keyOf(features, question), 'unmark');
    const name = { module: 'features', source: 'train.ipynb' };
    expect(decisions.decided(features)).toEqual({
      sides: [{ ...name, cell: 'a', side: 'module' }],
      answers: [{ ...name, cell: 'c', answer: 'unmark' }],
      cells: [second]
    });
  });

  it('are taken back by choosing the same again', () => {
    const decisions = new Decisions();
    decisions.choose(keyOf(features, first), 'module');
    decisions.choose(keyOf(features, first), 'module');
    expect(decisions.of(keyOf(features, first))).toBeNull();
  });

  it('are forgotten for one module only', () => {
    const decisions = new Decisions();
    const other = makeModule({ name: 'features2', changes: [first] });
    decisions.choose(keyOf(features, first), 'module');
    decisions.choose(keyOf(other, first), 'module');
    decisions.forget('features');
    expect(decisions.of(keyOf(features, first))).toBeNull();
    expect(decisions.of(keyOf(other, first))).toBe('module');
  });

  it('do not wait for conflicts that are between markers already', () => {
    const marked = makeCell({
      change: 'conflict',
      notebook_text: '<<<<<<< notebook\n=======\n>>>>>>> module\n'
    });
    const decisions = new Decisions();
    expect(decisions.open(makeModule({ changes: [marked] }))).toBe(0);
  });
});
