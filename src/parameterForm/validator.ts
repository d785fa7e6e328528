import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import type { RJSFValidationError } from '@rjsf/utils';
import Ajv2020 from 'ajv/dist/2020';

/** Checks values against schemas of draft 2020-12, which the server writes. */
export const validator = customizeValidator<ReadonlyJSONObject>({
  AjvClass: Ajv2020
});

/** Errors in words of the form, one a field: several of one value confuse. */
export function friendlyErrors(
  errors: readonly RJSFValidationError[],
  trans: TranslationBundle
): RJSFValidationError[] {
  const seen = new Set<string>();
  return errors
    .filter(error => {
      const field = fieldOf(error);
      const isNew = !seen.has(field);
      seen.add(field);
      return isNew;
    })
    .map(error => ({
      ...error,
      property: fieldOf(error),
      message: message(error, trans)
    }));
}

/** The parameter's field; errors deep within a list show at the list, which is one input. */
function fieldOf(error: RJSFValidationError): string {
  return (error.property ?? '').replace(/^(\.[^.[]+).*$/, '$1');
}

function message(
  error: RJSFValidationError,
  trans: TranslationBundle
): string | undefined {
  const params = (error.params ?? {}) as { type?: unknown; format?: unknown };
  switch (error.name) {
    case 'required':
      return trans.__('A value is needed.');
    case 'type':
      return typeMessage(params.type, trans);
    case 'enum':
      return trans.__('Must be one of the choices.');
    case 'format':
    case 'pattern':
      return trans.__('Does not have the right form.');
    default:
      return error.message;
  }
}

function typeMessage(type: unknown, trans: TranslationBundle): string {
  switch (type) {
    case 'integer':
      return trans.__('Must be a whole number.');
    case 'number':
      return trans.__('Must be a number.');
    case 'array':
      return trans.__('Must be a list, like [1, 2].');
    case 'object':
      return trans.__('Must be a dict, like {"a": 1}.');
    default:
      return trans.__('Must be of type %1.', String(type));
  }
}
