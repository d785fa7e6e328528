/**
 * Read a list, a dict or any other value that was typed on one line.
 *
 * JSON first; then the same written as Python does it, with single quotes, True, False and None.
 * What is neither stays a text, which the schema then accepts or not.
 */
export function readLiteral(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  for (const candidate of [trimmed, pythonToJson(trimmed)]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // Try the next way of writing it.
    }
  }
  return trimmed;
}

/** A value as `readLiteral` reads it. */
export function writeLiteral(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? value : spaced(value);
}

/** JSON on one line with a space after commas and colons, as people write it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(spaced).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}: ${spaced(each)}`
    );
    return `{${entries.join(', ')}}`;
  }
  return JSON.stringify(value);
}

const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  None: 'null'
};

function pythonToJson(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'|\b(?:True|False|None)\b/g,
    (match: string, quoted: string | undefined) => {
      if (quoted !== undefined) {
        return JSON.stringify(quoted.replace(/\\'/g, "'"));
      }
      return WORDS[match] ?? match;
    }
  );
}
