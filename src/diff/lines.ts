/** Lines of a text that differ: where they begin in base and head, and how many they are. */
export interface ILines {
  base: number;
  removed: number;
  head: number;
  added: number;
}

/** Lines (base, head) that stand for each other. */
export type LinePairs = ReadonlyMap<number, number>;

/** A line that can be taken back. */
export interface ILine {
  side: 'base' | 'head';
  line: number;
}

/**
 * Take one line of the head back to what the base has.
 *
 * A head line that stands for one of the base becomes that one; another goes away. A base line
 * that is gone comes back after what stands for the line before it.
 *
 * @param base - Lines of the base.
 * @param head - Lines of the head.
 * @param hunk - The hunk that the line is in.
 * @param pairs - Which lines of the hunk stand for each other.
 * @param line - The line to take back.
 * @returns Lines of the new head.
 */
export function revertLine(
  base: readonly string[],
  head: readonly string[],
  hunk: ILines,
  pairs: LinePairs,
  { side, line }: ILine
): string[] {
  const result = [...head];
  if (side === 'head') {
    const old = [...pairs].find(([, to]) => to === line)?.[0];
    const text = old === undefined ? undefined : base[old];
    result.splice(line, 1, ...(text === undefined ? [] : [text]));
    return result;
  }
  const text = base[line] ?? '';
  const twin = pairs.get(line);
  if (twin !== undefined) {
    result[twin] = text;
    return result;
  }
  result.splice(placeOf(hunk, pairs, line), 0, text);
  return result;
}

/**
 * Which lines of a hunk stand for each other.
 *
 * @param hunk - Lines that differ.
 * @param known - Pairs that the server has found, of the whole text.
 * @returns Those in the hunk; line by line where none are known and both sides have as many.
 */
export function pairsIn(hunk: ILines, known: LinePairs): LinePairs {
  const pairs = new Map<number, number>();
  for (const [base, head] of known) {
    const inBase = base >= hunk.base && base < hunk.base + hunk.removed;
    const inHead = head >= hunk.head && head < hunk.head + hunk.added;
    if (inBase && inHead) {
      pairs.set(base, head);
    }
  }
  if (pairs.size === 0 && hunk.removed === hunk.added) {
    for (let index = 0; index < hunk.removed; index += 1) {
      pairs.set(hunk.base + index, hunk.head + index);
    }
  }
  return pairs;
}

/** Where in the head a base line without a twin belongs. */
function placeOf(hunk: ILines, pairs: LinePairs, line: number): number {
  for (let before = line - 1; before >= hunk.base; before -= 1) {
    const twin = pairs.get(before);
    if (twin !== undefined) {
      return twin + 1;
    }
  }
  return hunk.head;
}
