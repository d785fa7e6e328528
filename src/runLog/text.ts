import { plainText } from './plain';

/**
 * A log that comes in parts, in an element.
 *
 * Parts end anywhere: in the middle of a line that a progress bar writes over and over, or of a
 * colour code. So the line that has not ended is shown anew with each part.
 */
export class LogText {
  constructor(node: HTMLElement) {
    node.append(this._ended, this._open);
  }

  /** Add what was written since. */
  append(part: string): void {
    this._raw += part;
    this._show(part);
  }

  /** Add what was written before. */
  prepend(part: string): void {
    this._raw = part + this._raw;
    this._ended.data = '';
    this._rest = '';
    this._show(this._raw);
  }

  private _show(part: string): void {
    const text = this._rest + part;
    const end = text.lastIndexOf('\n') + 1;
    this._ended.appendData(plainText(text.slice(0, end)));
    this._rest = text.slice(end);
    this._open.data = plainText(this._rest);
  }

  /** All that has come, as it was written. */
  private _raw = '';
  /** The line that has not ended, as it was written. */
  private _rest = '';
  private readonly _ended = document.createTextNode('');
  private readonly _open = document.createTextNode('');
}
