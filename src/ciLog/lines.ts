import { plainText } from '../runLog/plain';

/** The lines of a log that comes in parts, which end anywhere. */
export class Lines {
  /** The lines, as a page shows them; the last one may go on. */
  get all(): readonly string[] {
    return this._lines;
  }

  /** Add what was written since. */
  append(part: string): void {
    const text = this._rest + part;
    const end = text.lastIndexOf('\n') + 1;
    if (this._rest !== '') {
      // It was shown as far as it was; now it is shown anew.
      this._lines.pop();
    }
    if (end > 0) {
      const ended = plainText(text.slice(0, end)).split('\n');
      ended.pop();
      for (const line of ended) {
        this._lines.push(line);
      }
    }
    this._rest = text.slice(end);
    if (this._rest !== '') {
      this._lines.push(plainText(this._rest));
    }
  }

  /** Where a text stands: indices of lines, whatever the case of their letters. */
  find(text: string): number[] {
    const wanted = text.toLowerCase();
    const found: number[] = [];
    if (wanted !== '') {
      this._lines.forEach((line, index) => {
        if (line.toLowerCase().includes(wanted)) {
          found.push(index);
        }
      });
    }
    return found;
  }

  private readonly _lines: string[] = [];
  /** The line that has not ended, as it was written. */
  private _rest = '';
}

/** A line in parts, those at odd places being what was searched for. */
export function splitLine(line: string, text: string): string[] {
  const parts: string[] = [];
  const lower = line.toLowerCase();
  const wanted = text.toLowerCase();
  let start = 0;
  while (wanted !== '') {
    const at = lower.indexOf(wanted, start);
    if (at < 0) {
      break;
    }
    parts.push(line.slice(start, at), line.slice(at, at + wanted.length));
    start = at + wanted.length;
  }
  return [...parts, line.slice(start)];
}
