import { withoutEscapes } from '../escapes';

/**
 * A log's text as a page shows it.
 *
 * Colour codes go, and a line that was written over by a progress bar keeps what came last.
 */
export function plainText(text: string): string {
  return withoutEscapes(text)
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map(line => line.slice(line.lastIndexOf('\r', line.length - 2) + 1))
    .join('\n')
    .replace(/\r/g, '');
}
