/** Whether a text has all the words of a filter. */
export function hasWords(filter: string, text: string): boolean {
  const lower = text.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every(word => lower.includes(word));
}

/**
 * What a filter leaves below a heading, whose words count for all that is below it.
 *
 * @param textOf - What of each is searched.
 */
export function shownUnder<T>(
  filter: string,
  heading: string,
  all: readonly T[],
  textOf: (each: T) => string
): readonly T[] {
  return filter === ''
    ? all
    : all.filter(each => hasWords(filter, `${heading} ${textOf(each)}`));
}
