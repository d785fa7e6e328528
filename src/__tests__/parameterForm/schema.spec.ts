import type { Parameters } from '../../api/types';
import {
  changedValues,
  initialValues,
  makeForm
} from '../../parameterForm/schema';

type JsonSchema = Record<string, unknown>;

function reply(
  schemas: Record<string, JsonSchema>,
  expressions: Record<string, string> = {}
): Parameters {
  const parameters = Object.entries(schemas).map(([name, json_schema]) => ({
    name,
    type: '',
    json_schema,
    expression: expressions[name] ?? null
  }));
  return {
    path: 'train.ipynb',
    cell_id: 'parameters',
    parameters,
    json_schema: {},
    kernels: [],
    kernel: 'python3',
    output_folder: 'runs'
  };
}

const form = makeForm(
  reply(
    {
      name: { type: 'string', default: 'base' },
      count: { type: 'integer', default: 3 },
      limit: { type: ['integer', 'null'], default: null },
      kind: { enum: ['a', 'b', null], type: ['string', 'null'], default: 'a' },
      sizes: { type: 'array', items: { type: 'number' }, default: [1, 2] },
      now: { type: 'number' },
      must: { type: 'string' }
    },
    { now: 'time.time()' }
  )
);

describe('makeForm', () => {
  it('lets a default of None without a type be left empty', () => {
    const { schema, nullable } = makeForm(reply({ any: { default: null } }));
    expect(schema.required).toEqual([]);
    expect(nullable.has('any')).toBe(true);
  });

  it('keeps the line breaks of a text', () => {
    const query = { type: 'string', default: 'select *\nfrom prices' };
    const { uiSchema } = makeForm(reply({ query }));
    expect(uiSchema.query).toMatchObject({ 'ui:widget': 'textarea' });
  });

  it('makes a value that may be None a field that may be empty', () => {
    expect(form.schema.properties?.limit).toEqual({ type: 'integer' });
    expect(form.schema.properties?.kind).toEqual({
      type: 'string',
      enum: ['a', 'b']
    });
    expect([...form.nullable]).toEqual(['limit', 'kind']);
  });

  it('asks for what has no other value', () => {
    expect(form.schema.required).toEqual(['count', 'sizes', 'must']);
  });

  it('shows what the notebook computes instead of a value', () => {
    expect(form.uiSchema).toHaveProperty(
      ['now', 'ui:placeholder'],
      'time.time()'
    );
    expect(form.defaults).not.toHaveProperty('now');
  });

  it('takes lists on one line', () => {
    expect(form.uiSchema).toHaveProperty(['sizes', 'ui:field'], 'literal');
    expect(form.uiSchema).not.toHaveProperty(['count', 'ui:field']);
  });
});

describe('changedValues', () => {
  it('leaves defaults out', () => {
    expect(changedValues(form, initialValues(form, {}))).toEqual({});
  });

  it('keeps what differs, lists included', () => {
    const values = { ...form.defaults, count: 4, sizes: [2, 1] };
    expect(changedValues(form, values)).toEqual({ count: 4, sizes: [2, 1] });
  });

  it('sends None for a field that was emptied', () => {
    const values = { ...form.defaults, kind: undefined };
    expect(changedValues(form, values)).toEqual({ kind: null });
  });

  it('lets the notebook compute what stays empty', () => {
    const values = { ...form.defaults, now: undefined };
    expect(changedValues(form, values)).toEqual({});
  });
});

describe('initialValues', () => {
  it('puts given values over the defaults and ignores unknown ones', () => {
    const values = initialValues(form, { count: 9, gone: 1, limit: null });
    expect(values).toMatchObject({ name: 'base', count: 9 });
    expect(values).not.toHaveProperty('gone');
    expect(values.limit).toBeUndefined();
  });
});

test('a reference to a secret is typed as text and sent as what it is', () => {
  const secret = { $secret: 'env:TOKEN' };
  const values = initialValues(form, { must: secret });
  expect(values.must).toBe('{"$secret": "env:TOKEN"}');
  expect(changedValues(form, values)).toEqual({ must: secret });
});

test('a text that only looks like JSON stays a text', () => {
  const values = initialValues(form, { must: '{"secret": 1}' });
  expect(changedValues(form, values)).toEqual({ must: '{"secret": 1}' });
});
