import { readLiteral, writeLiteral } from '../../parameterForm/literal';

describe('readLiteral', () => {
  it.each([
    ['[1, 2]', [1, 2]],
    ['{"a": null}', { a: null }],
    ["['it', \"isn't\"]", ['it', "isn't"]],
    ["{'a': True, 'b': None}", { a: true, b: null }],
    ["['None is here']", ['None is here']],
    ['plain text', 'plain text'],
    ['[1, 2', '[1, 2']
  ])('reads %s', (text, value) => {
    expect(readLiteral(text)).toEqual(value);
  });

  it('reads nothing as no value', () => {
    expect(readLiteral('  ')).toBeUndefined();
  });
});

describe('writeLiteral', () => {
  it.each([[[1, 'a', null]], [{ a: [true, {}] }], ['text']])(
    'writes %p so that it can be read again',
    value => {
      expect(readLiteral(writeLiteral(value))).toEqual(value);
    }
  );

  it('writes on one line with spaces', () => {
    expect(writeLiteral({ a: [1, 2] })).toBe('{"a": [1, 2]}');
  });
});
