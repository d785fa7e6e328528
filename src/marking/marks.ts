/** What a cell's tags and directives say, put together. The server reads them in the same way. */
export interface IMarks {
  /** The modules that it is exported to, each once; an empty text is the notebook's own. */
  readonly targets: readonly string[];
  /** Whether its names belong into `__all__`. */
  readonly isPublic: boolean;
  /** The notebook's own module, if this cell names it (`#| default_exp`); else empty. */
  readonly defaultModule: string;
  /** Whether documentation leaves it out (`#| hide`). */
  readonly isHidden: boolean;
  /** Whether it tests exported code. */
  readonly isTest: boolean;
  /** Whether tests need it to be run before. */
  readonly isSetup: boolean;
  /** The lines of the source that are directives, from 0. */
  readonly lines: readonly number[];
}

/** The directives that nbdev keeps in a cell's metadata. */
export type NbdevMetadata = Readonly<Record<string, unknown>>;

/** A line of a cell that says something about it, such as `#| export features`. */
export interface IDirective {
  /** From 0. */
  readonly line: number;
  /** Where the line begins in the source, and where it ends, without its line feed. */
  readonly start: number;
  readonly end: number;
  /** What stands before its name: `#| `. */
  readonly prefix: string;
  readonly name: string;
  /** What stands between its name and its value: white space, and maybe a colon. */
  readonly gap: string;
  readonly value: string;
}

/** What somebody says about a cell, whichever way. */
interface ISaid {
  readonly name: string;
  readonly value: string;
}

const DIRECTIVE = /^(\s*#\s*\|)([^\n]*)$/;
const PARTS = /^(\s*)([^\s:]+)(\s*:?\s*)([^\n]*?)\s*$/;
const PASSED = /^\s*($|%%\w)/;
const PUBLIC = new Set(['export', 'exports']);
const EXPORTS = new Set([...PUBLIC, 'exporti']);

/** Whether something that is said exports the cell. */
export function isExport({ name }: { readonly name: string }): boolean {
  return EXPORTS.has(name);
}

/** The directives before any code or other comment; cell magics may stand before them. */
export function readDirectives(source: string): IDirective[] {
  const found: IDirective[] = [];
  let start = 0;
  for (const [line, text] of source.split('\n').entries()) {
    const match = DIRECTIVE.exec(text);
    if (match) {
      const [, bar = '', rest = ''] = match;
      const parts = PARTS.exec(rest);
      found.push({
        line,
        start,
        end: start + text.length,
        prefix: bar + (parts?.[1] ?? ''),
        name: parts?.[2] ?? '',
        gap: parts?.[3] ?? '',
        value: plain(parts?.[4] ?? '')
      });
    } else if (!PASSED.test(text)) {
      break;
    }
    start += text.length + 1;
  }
  return found;
}

/** What a tag says about becoming a module; null for a tag that is about something else. */
export function saidByTag(tag: string): ISaid | null {
  const colon = tag.indexOf(':');
  const name = colon < 0 ? tag : tag.slice(0, colon);
  const value = colon < 0 ? '' : tag.slice(colon + 1).trim();
  if (EXPORTS.has(name)) {
    return { name, value };
  }
  const isMark = ['hide', 'test', 'setup'].includes(name);
  return isMark && !value ? { name, value } : null;
}

/** The modules that a value names; an empty text where it names none. */
export function targetsIn(value: string): string[] {
  const named = value.split(/[\s,]+/).filter(Boolean);
  return named.length > 0 ? named : [''];
}

/** What a cell says about itself. */
export function readMarks(
  source: string,
  tags: readonly string[],
  nbdev: NbdevMetadata = {}
): IMarks {
  const directives = readDirectives(source);
  const byTags = tags.map(saidByTag).filter(each => each !== null);
  const said: ISaid[] = [...directives, ...saidByMetadata(nbdev)];
  const all = [...said, ...byTags];
  const exports = all.filter(isExport);
  const named = said.filter(each => each.name === 'default_exp' && each.value);
  return {
    targets: [...new Set(exports.flatMap(each => targetsIn(each.value)))],
    isPublic:
      exports.length === 0 || exports.some(each => PUBLIC.has(each.name)),
    defaultModule: named.at(-1)?.value ?? '',
    isHidden: all.some(({ name }) => name === 'hide'),
    isTest: byTags.some(({ name }) => name === 'test'),
    isSetup: byTags.some(({ name }) => name === 'setup'),
    lines: directives.map(({ line }) => line)
  };
}

/** What nbdev keeps apart from the source. */
export function saidByMetadata(nbdev: NbdevMetadata): ISaid[] {
  return Object.entries(nbdev).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value: plain(value) }] : []
  );
}

/** A value; `true` is how YAML says that a directive stands there. */
function plain(value: string): string {
  return value === 'true' ? '' : value;
}
