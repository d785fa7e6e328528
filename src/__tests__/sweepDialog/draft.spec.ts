import { nullTranslator } from '@jupyterlab/translation';

import type { Parameters } from '../../api/types';
import {
  countRuns,
  newDraft,
  readSpace,
  readTexts
} from '../../sweepDialog/draft';
import type { ISweepDraft } from '../../sweepDialog/draft';

const trans = nullTranslator.load('jupyter-mlops');

const PARAMETERS: Parameters['parameters'] = [
  ['alpha', { type: 'number', default: 0.5 }] as const,
  ['count', { type: 'integer', default: 3 }] as const,
  ['name', { anyOf: [{ type: 'string' }, { type: 'null' }] }] as const
].map(([name, json_schema]) => ({
  name,
  type: '',
  json_schema,
  expression: null
}));

function read(change: Partial<ISweepDraft>) {
  const draft = { ...newDraft(), ...change };
  const typed = readTexts(draft, PARAMETERS, trans);
  return readSpace(draft, typed, [], new Set(['count']), trans);
}

test('a grid has every combination; one value is the same for all', () => {
  const { space, fixed } = read({
    texts: { alpha: '0.1, 0.5', count: '1..3', name: 'job' }
  });
  expect(space).toEqual({
    kind: 'grid',
    values: { alpha: [0.1, 0.5], count: [1, 2, 3] }
  });
  expect(fixed).toEqual({ name: 'job' });
  expect(space && countRuns(space)).toBe(6);
});

test('values side by side must be as many', () => {
  const wrong = read({ mode: 'zip', texts: { alpha: '1, 2', count: '1..3' } });
  expect(wrong.space).toBeNull();
  expect(wrong.lack).toContain('same number');
  const right = read({ mode: 'zip', texts: { alpha: '1, 2', count: '1, 2' } });
  expect(right.space && countRuns(right.space)).toBe(2);
});

test('points are drawn from ranges and choices, whole numbers where those are asked for', () => {
  const { space } = read({
    mode: 'random',
    count: '7',
    seed: '3',
    texts: { alpha: '0.001..1 log', count: '1..9', name: 'a, b' }
  });
  expect(space).toEqual({
    kind: 'random',
    count: 7,
    seed: 3,
    values: {
      alpha: { kind: 'range', low: 0.001, high: 1, log: true, integer: false },
      count: { kind: 'range', low: 1, high: 9, log: false, integer: true },
      name: { kind: 'choices', values: ['a', 'b'] }
    }
  });
});

test.each<Partial<ISweepDraft>>([
  {},
  { texts: { alpha: '0.3' } },
  { texts: { alpha: 'x, y' } },
  { mode: 'list' },
  { mode: 'random', count: 'many', texts: { alpha: '0..1' } }
])('%j says what is missing', change => {
  const { space, lack } = read(change);
  expect(space).toBeNull();
  expect(lack).not.toBe('');
});
