import { nullTranslator } from '@jupyterlab/translation';

import { readValues } from '../../sweepDialog/values';
import type { ValueKind } from '../../sweepDialog/values';

const trans = nullTranslator.load('jupyter-mlops');

function read(text: string, kind: ValueKind = 'number', isDrawn = false) {
  return readValues(text, kind, isDrawn, trans);
}

describe('readValues', () => {
  it.each<[string, ValueKind, unknown[]]>([
    ['0.1, 0.5', 'number', [0.1, 0.5]],
    ['3', 'integer', [3]],
    ['1..4', 'integer', [1, 2, 3, 4]],
    ['0..1 by 0.25', 'number', [0, 0.25, 0.5, 0.75, 1]],
    ['0..0.3 by 0.1', 'number', [0, 0.1, 0.2, 0.3]],
    ['0..1 in 3', 'number', [0, 0.5, 1]],
    ['1e-3..1 log 4', 'number', [0.001, 0.01, 0.1, 1]],
    ['adam, sgd', 'string', ['adam', 'sgd']],
    ['1, 2', 'string', ['1', '2']],
    ['"a, b", "c"', 'string', ['a, b', 'c']],
    ['True, False', 'boolean', [true, false]],
    ['1, None', 'number', [1, null]],
    ['[1, 2], [3]', 'other', [[1, 2], [3]]]
  ])('reads %p as %s', (text, kind, values) => {
    expect(read(text, kind)).toEqual({ kind: 'values', values });
  });

  it('takes nothing for the default', () => {
    expect(read('  ')).toEqual({ kind: 'default' });
  });

  it('draws from a range where points are drawn', () => {
    expect(read('0..1', 'number', true)).toEqual({
      kind: 'range',
      low: 0,
      high: 1,
      log: false
    });
    expect(read('1e-4..0.1 log', 'number', true)).toEqual({
      kind: 'range',
      low: 1e-4,
      high: 0.1,
      log: true
    });
  });

  it.each<[string, ValueKind]>([
    ['0.5..1.2', 'number'],
    ['5..1', 'integer'],
    ['0..1 log 3', 'number'],
    ['0..1 by 0', 'number'],
    ['1.5', 'integer'],
    ['many', 'number'],
    ['1,,2', 'integer'],
    ['0..1e9', 'integer']
  ])('says what is wrong with %p', (text, kind) => {
    expect(read(text, kind).kind).toBe('wrong');
  });
});
