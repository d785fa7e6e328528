import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

/** A line of a difference, or lines left out between them. */
export interface ILine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
}

/** Lines of a text, from one, without the last. */
interface IRange {
  start: number;
  end: number;
}

/** Lines shown around those that differ. */
const CONTEXT = 2;

/** How two texts differ, line by line, with a little of what is around; empty where they don't. */
export function compareLines(base: string, head: string): ILine[] {
  const a = Text.of(split(base));
  const b = Text.of(split(head));
  const all: ILine[] = [];
  let [lineA, lineB] = [1, 1];
  for (const { a: removed, b: added } of changes(a, b)) {
    push(all, 'same', b, lineB, added.start);
    push(all, 'removed', a, removed.start, removed.end);
    push(all, 'added', b, added.start, added.end);
    [lineA, lineB] = [removed.end, added.end];
  }
  if (lineA === 1 && lineB === 1) {
    return [];
  }
  push(all, 'same', b, lineB, b.lines + 1);
  return fold(all);
}

/** A text's lines, all of one kind: of what is there on one side only. */
export function wholeLines(kind: 'added' | 'removed', text: string): ILine[] {
  return split(text).map(line => ({ kind, text: line }));
}

/** The last line end ends a text: it begins no line. */
function split(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** The lines that differ; a chunk may begin and end with some that don't. */
function changes(a: Text, b: Text): { a: IRange; b: IRange }[] {
  return Chunk.build(a, b).map(chunk => {
    const inA = rangeOf(a, chunk.fromA, chunk.toA);
    const inB = rangeOf(b, chunk.fromB, chunk.toB);
    const isSame = (lineA: number, lineB: number): boolean =>
      a.line(lineA).text === b.line(lineB).text;
    const both = () => inA.start < inA.end && inB.start < inB.end;
    while (both() && isSame(inA.start, inB.start)) {
      inA.start += 1;
      inB.start += 1;
    }
    while (both() && isSame(inA.end - 1, inB.end - 1)) {
      inA.end -= 1;
      inB.end -= 1;
    }
    return { a: inA, b: inB };
  });
}

function rangeOf(text: Text, from: number, to: number): IRange {
  const start = lineAt(text, from);
  return { start, end: from === to ? start : lineAt(text, to) };
}

/** A chunk may end behind the last line. */
function lineAt(text: Text, position: number): number {
  return position > text.length ? text.lines + 1 : text.lineAt(position).number;
}

function push(
  lines: ILine[],
  kind: ILine['kind'],
  text: Text,
  start: number,
  end: number
): void {
  for (let number = start; number < end; number++) {
    lines.push({ kind, text: text.line(number).text });
  }
}

/** Leave out what is the same, but for a little around what isn't. */
function fold(all: readonly ILine[]): ILine[] {
  const near = all.map((_, index) =>
    all
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some(line => line.kind !== 'same')
  );
  return all.flatMap((line, index): ILine[] => {
    if (near[index]) {
      return [line];
    }
    return index === 0 || near[index - 1] ? [{ kind: 'gap', text: '' }] : [];
  });
}
