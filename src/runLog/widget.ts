import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Poll } from '@lumino/polling';
import { Widget } from '@lumino/widgets';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import { isActive } from '../api/types';
import { tellFailure } from '../notify';
import { LogText } from './text';

/** Bytes asked for at once; the end of a big log comes first. */
const PART = 262_144;

/** A run's log: follows it while the run is active. */
export class LogWidget extends Widget {
  constructor(private readonly _options: LogWidget.IOptions) {
    super();
    const { trans } = _options;
    this.addClass('mlops-Log');
    this._earlier = document.createElement('button');
    this._earlier.className = 'mlops-Button';
    this._earlier.textContent = trans.__('Load earlier');
    this._earlier.hidden = true;
    this._earlier.onclick = () => void this._loadEarlier();
    this._text = document.createElement('pre');
    this._text.tabIndex = 0;
    this._text.setAttribute('role', 'log');
    this._text.setAttribute('aria-label', trans.__('Log'));
    this._log = new LogText(this._text);
    this._note = document.createElement('p');
    this._note.className = 'mlops-Log-note';
    this._note.textContent = trans.__('Loading the log…');
    this.node.append(this._earlier, this._text, this._note);
    this._poll = new Poll({
      auto: false,
      name: 'jupyter-mlops:log',
      frequency: { interval: 1000, backoff: true, max: 10_000 },
      standby: () => !this.isVisible,
      factory: () => this._follow()
    });
  }

  override dispose(): void {
    this._poll.dispose();
    super.dispose();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    void this._poll.start();
  }

  protected override onActivateRequest(): void {
    this._text.focus();
  }

  /** Ask for what has been written since; stop when the run had ended before that. */
  private async _follow(): Promise<void> {
    const { client, runId, trans } = this._options;
    try {
      const run = await client.run(runId);
      const isDone = await this._loadNew();
      if (isDone && !isActive(run)) {
        void this._poll.stop();
      }
      this._note.textContent = isActive(run)
        ? trans.__('Following the log…')
        : this._size === 0
          ? trans.__('The run has written nothing to its log.')
          : '';
    } catch (error) {
      const { message } = asApiError(error);
      this._note.textContent = trans.__(
        'The log could not be read: %1',
        message
      );
      throw error;
    }
  }

  /** Append what is new; returns whether that reaches the log's end. */
  private async _loadNew(): Promise<boolean> {
    const { client, runId } = this._options;
    const part = await client.log(runId, this._next ?? -PART, PART);
    if (this._next === null) {
      this._setFirst(part.offset);
    }
    const atEnd = this._isAtEnd();
    this._next = part.next_offset;
    this._size = part.size;
    if (part.text) {
      this._log.append(part.text);
      if (atEnd) {
        this.node.scrollTop = this.node.scrollHeight;
      }
    }
    return part.next_offset >= part.size;
  }

  private async _loadEarlier(): Promise<void> {
    const { client, runId, trans } = this._options;
    const start = Math.max(0, this._first - PART);
    this._earlier.disabled = true;
    const part = await tellFailure(trans.__('The log could not be read.'), () =>
      client.log(runId, start, this._first - start)
    );
    this._earlier.disabled = false;
    if (part) {
      const fromBottom = this.node.scrollHeight - this.node.scrollTop;
      this._log.prepend(part.text);
      this._setFirst(start);
      this.node.scrollTop = this.node.scrollHeight - fromBottom;
    }
  }

  private _setFirst(offset: number): void {
    this._first = offset;
    this._earlier.hidden = offset === 0;
  }

  /** Whether the end is in view: only then the view follows. */
  private _isAtEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.node;
    return scrollTop + clientHeight >= scrollHeight - 24;
  }

  private readonly _earlier: HTMLButtonElement;
  private readonly _text: HTMLPreElement;
  private readonly _log: LogText;
  private readonly _note: HTMLParagraphElement;
  private readonly _poll: Poll;
  private _first = 0;
  private _next: number | null = null;
  private _size = 0;
}

export namespace LogWidget {
  /** What a log is read with. */
  export interface IOptions {
    client: Client;
    runId: string;
    trans: TranslationBundle;
  }
}
