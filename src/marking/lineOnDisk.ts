/**
 * The line of a saved text that a line of the edited text stands for, both from 0.
 *
 * What is alike before and after the edit is told apart; a line within it stands for where it begins.
 */
export function lineOnDisk(
  edited: string,
  saved: string,
  line: number
): number {
  const [now, before] = [edited.split('\n'), saved.split('\n')];
  const shorter = Math.min(now.length, before.length);
  let head = 0;
  while (head < shorter && now[head] === before[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && now.at(-1 - tail) === before.at(-1 - tail)) {
    tail += 1;
  }
  if (line < head) {
    return line;
  }
  if (line >= now.length - tail) {
    return line + before.length - now.length;
  }
  return Math.min(line, Math.max(head, before.length - tail - 1));
}
