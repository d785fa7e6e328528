import { writeLiteral } from './literal';

/** A value that says where a secret is, in place of the secret. */
interface ISecret {
  $secret: string;
}

/** A text that is a reference to a secret, as the reference; all else as it is. */
export function readSecret(value: unknown): unknown {
  if (typeof value !== 'string' || !value.includes('"$secret"')) {
    return value;
  }
  try {
    const read: unknown = JSON.parse(value);
    return isSecret(read) ? read : value;
  } catch {
    return value;
  }
}

/** A reference to a secret as an input of texts holds it; all else as it is. */
export function writeSecret(value: unknown): unknown {
  return isSecret(value) ? writeLiteral(value) : value;
}

function isSecret(value: unknown): value is ISecret {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    typeof (value as Partial<ISecret>).$secret === 'string'
  );
}
