import { isExport, readDirectives, saidByTag, targetsIn } from './marks';
import type { IDirective } from './marks';

/** What a cell is to be. */
export type Mark = { readonly kind: 'none' | 'test' | 'setup' } | ExportMark;

/** A cell that is to be exported. */
export interface ExportMark {
  readonly kind: 'export';
  /** The modules; an empty text is the notebook's own. */
  readonly targets: readonly string[];
  readonly isPublic: boolean;
}

/** A part of a source, and what stands there instead. */
export interface ITextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What has to change in a cell. */
export interface IRemarked {
  /** The last first, so that none moves another. */
  readonly edits: readonly ITextEdit[];
  readonly tags: readonly string[];
}

/** What a cell that says nothing yet is marked by. */
export type Way = 'tags' | 'directives';

/**
 * How a cell comes to be marked.
 *
 * Where the cell's author writes directives, those are edited, and nothing else of the source.
 */
export function remark(
  source: string,
  tags: readonly string[],
  mark: Mark,
  way: Way = 'tags'
): IRemarked {
  const directives = readDirectives(source).filter(isExport);
  const others = tags.filter(tag => !isMark(tag));
  if (mark.kind !== 'export') {
    const kept = mark.kind === 'none' ? [] : [mark.kind];
    const edits = directives.map(each => without(source, each));
    return { edits: edits.reverse(), tags: [...others, ...kept] };
  }
  const [first, ...rest] = directives;
  if (!first) {
    return way === 'tags'
      ? { edits: [], tags: [...others, ...tagsOf(mark)] }
      : { edits: [inserted(source, mark)], tags: others };
  }
  const edits =
    isSame(directives.flatMap(targetsOf), mark.targets) && !tags.some(isMark)
      ? directives.map(each => renamed(each, mark.isPublic))
      : [rewritten(first, mark), ...rest.map(each => without(source, each))];
  const needed = edits.filter(
    ({ start, end, text }) => source.slice(start, end) !== text
  );
  return { edits: needed.reverse(), tags: others };
}

/** Whether a tag says what becomes of a cell. */
function isMark(tag: string): boolean {
  const said = saidByTag(tag);
  return said !== null && said.name !== 'hide';
}

function tagsOf(mark: ExportMark): string[] {
  const name = mark.isPublic ? 'export' : 'exporti';
  return mark.targets.map(target => (target ? `${name}:${target}` : name));
}

function targetsOf({ value }: IDirective): string[] {
  return targetsIn(value);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const [first, second] = [new Set(one), new Set(other)];
  return first.size === second.size && one.every(each => second.has(each));
}

/** The same directive, public or not. */
function renamed(directive: IDirective, isPublic: boolean): ITextEdit {
  const start = directive.start + directive.prefix.length;
  const end = start + directive.name.length;
  return { start, end, text: wordFor(directive, isPublic) };
}

/** A directive for other modules, in the spelling of its author. */
function rewritten(directive: IDirective, mark: ExportMark): ITextEdit {
  const { start, end, prefix, gap } = directive;
  const word = prefix + wordFor(directive, mark.isPublic);
  return { start, end, text: linesFor(word, gap || ' ', mark.targets) };
}

/** A directive where there is none: on top, but below cell magics. */
function inserted(source: string, mark: ExportMark): ITextEdit {
  const start = /^(\s*%%[^\n]*\n)*/.exec(source)?.[0].length ?? 0;
  const word = mark.isPublic ? '#| export' : '#| exporti';
  const text = `${linesFor(word, ' ', mark.targets)}\n`;
  return { start, end: start, text };
}

/** The own module has a line of its own, the others share one. */
function linesFor(
  word: string,
  gap: string,
  targets: readonly string[]
): string {
  const named = targets.filter(Boolean).join(' ');
  const lines = [
    ...(targets.includes('') ? [word] : []),
    ...(named ? [word + gap + named] : [])
  ];
  return lines.join('\n');
}

function wordFor({ name }: IDirective, isPublic: boolean): string {
  if (!isPublic) {
    return 'exporti';
  }
  return name === 'exports' ? 'exports' : 'export';
}

/** Takes a directive's line out, with one line feed. */
function without(source: string, { start, end }: IDirective): ITextEdit {
  if (end < source.length) {
    return { start, end: end + 1, text: '' };
  }
  return { start: Math.max(0, start - 1), end, text: '' };
}
