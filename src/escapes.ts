// Colours and cursor movements of terminals: ECMA-48 control sequences, titles (OSC) up to their
// end on the same line, since one without an end must not hide what follows.
const ESCAPES =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|.)/g;

/** A text without what only a terminal understands. */
export function withoutEscapes(text: string): string {
  return text.includes('\x1b') ? text.replace(ESCAPES, '') : text;
}
