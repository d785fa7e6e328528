import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';

import type { Parameters } from '../api/types';
import { readSecret, writeSecret } from './secrets';

type Schema = RJSFSchema;

/** Values by parameter; one without an entry is computed by the notebook itself. */
export type Values = Record<string, unknown>;

/** A notebook's parameters as a form shows them. */
export interface IForm {
  schema: Schema;
  uiSchema: UiSchema<ReadonlyJSONObject>;
  /** The notebook's defaults. */
  defaults: Values;
  /** Parameters that may be None. */
  nullable: ReadonlySet<string>;
}

/** Types that an input of one line holds. */
const SCALARS: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/**
 * Make a form of a notebook's parameters.
 *
 * A value that may be None becomes a field that may be left empty, instead of a choice between
 * two forms; lists and dicts become one line of JSON.
 */
export function makeForm(reply: Parameters): IForm {
  const properties: Record<string, Schema> = {};
  const uiSchema: UiSchema<ReadonlyJSONObject> = {};
  const defaults: Values = {};
  const required: string[] = [];
  const nullable = new Set<string>();
  for (const parameter of reply.parameters) {
    const { name, expression } = parameter;
    const { default: value, ...full } = parameter.json_schema as Schema;
    const { schema, isNullable: mayBeNull } = withoutNull(full);
    // `x = None` says nothing of a type, but it does allow None.
    const isNullable = mayBeNull || value === null;
    if (value !== undefined) {
      defaults[name] = value;
    }
    if (isNullable) {
      nullable.add(name);
    }
    const isText = schema.type === 'string' && value !== undefined;
    if (!isNullable && !isText && expression === null) {
      required.push(name);
    }
    properties[name] = schema;
    uiSchema[name] = {
      ...(isScalar(schema) ? {} : { 'ui:field': 'literal' }),
      // An input of one line would swallow the line breaks.
      ...(isMultiline(value) ? { 'ui:widget': 'textarea' } : {}),
      // An empty text is a value, unless being empty means None.
      ...(isText && !isNullable ? { 'ui:emptyValue': '' } : {}),
      'ui:placeholder': expression ?? (isNullable ? 'None' : ''),
      // The row has the label; the checkbox's own would say it twice.
      'ui:options': { pythonType: parameter.type, label: false }
    };
  }
  const schema: Schema = { type: 'object', properties, required };
  return { schema, uiSchema, defaults, nullable };
}

/** Whether an input of one line holds the values of a schema. */
function isScalar(schema: Schema): boolean {
  return SCALARS.includes(schema.type) || schema.enum !== undefined;
}

/** Whether a value is a text of several lines. */
function isMultiline(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

/** A schema without its null branch. */
function withoutNull(schema: Schema): { schema: Schema; isNullable: boolean } {
  const { anyOf, ...rest } = schema;
  if (Array.isArray(anyOf)) {
    const others = (anyOf as Schema[]).filter(each => each.type !== 'null');
    const [only] = others;
    if (others.length < anyOf.length && others.length === 1 && only) {
      return { schema: { ...only, ...rest }, isNullable: true };
    }
    return { schema, isNullable: others.length < anyOf.length };
  }
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const types = schema.type.filter(type => type !== 'null');
    const type = types.length === 1 ? types[0] : types;
    const choices = schema.enum && {
      enum: schema.enum.filter(value => value !== null)
    };
    return { schema: { ...schema, type, ...choices }, isNullable: true };
  }
  return { schema, isNullable: schema.type === 'null' };
}

/**
 * The values to send: those that differ from the default.
 *
 * @param form - The form.
 * @param values - What it holds.
 */
export function changedValues(form: IForm, values: Values): Values {
  const changed: Values = {};
  for (const name of Object.keys(form.schema.properties ?? {})) {
    const typed = values[name] ?? (form.nullable.has(name) ? null : undefined);
    const value = readSecret(typed);
    const isDefault =
      JSON.stringify(value) === JSON.stringify(form.defaults[name]);
    if (value !== undefined && !isDefault) {
      changed[name] = value;
    }
  }
  return changed;
}

/** The form's first values: the defaults, with those known to the form of `given` over them. */
export function initialValues(form: IForm, given: Values): Values {
  const values: Values = { ...form.defaults };
  for (const name of Object.keys(form.schema.properties ?? {})) {
    if (name in given) {
      const isText = propertyType(form, name) === 'string';
      values[name] = isText ? writeSecret(given[name]) : given[name];
    }
    // An input that is empty stands for None.
    values[name] ??= undefined;
  }
  return values;
}

function propertyType(form: IForm, name: string): unknown {
  const schema = form.schema.properties?.[name];
  return typeof schema === 'object' ? schema.type : undefined;
}
