// Colours and cursor movements of terminals: ECMA-48 control sequences, and titles (OSC).
const CONTROL =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*(?:\u0007|\u001b\\))/g;

/**
 * A log's text as a page shows it.
 *
 * Colour codes go, and a line that was written over by a progress bar keeps what came last.
 */
export function plainText(text: string): string {
  return text
    .replace(CONTROL, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map(line => line.slice(line.lastIndexOf('\r', line.length - 2) + 1))
    .join('\n')
    .replace(/\r/g, '');
}
