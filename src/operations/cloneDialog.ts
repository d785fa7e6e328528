import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import { asApiError } from '../api/errors';
import type { Operation, OperationRequest } from '../api/types';
import { folderOf } from './words';

/** Index of the primary button. */
const CLONE = 1;

interface IOptions {
  /** Contents path of the folder to clone into. */
  folder: string;
  /** What was typed when the dialog was closed last. */
  draft: { url: string };
  start: (request: OperationRequest) => Promise<Operation>;
  trans: TranslationBundle;
}

/**
 * Asks what to clone, and starts.
 *
 * Where the server refuses, the dialog stays open with the reason and all that was typed.
 */
class CloneDialog extends Dialog<void> {
  constructor(private readonly _options: IOptions) {
    const { trans } = _options;
    const body = new CloneBody(_options);
    super({
      title: trans.__('Clone a repository'),
      body,
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Clone') })
      ],
      defaultButton: CLONE,
      focusNodeSelector: 'input'
    });
    this._form = body;
    this.addClass('mlops-CloneDialog');
  }

  /** What was started; null where nothing was. */
  operation: Operation | null = null;

  override resolve(index = CLONE): void {
    if (index === CLONE) {
      void this._start();
    } else {
      super.resolve(index);
    }
  }

  private async _start(): Promise<void> {
    if (this._isStarting) {
      return;
    }
    const request = this._form.request();
    if (request === null) {
      return;
    }
    this._isStarting = true;
    try {
      this.operation = await this._options.start(request);
      super.resolve(CLONE);
    } catch (error) {
      const { message, hint } = asApiError(error);
      this._form.tell([message, hint].filter(Boolean).join(' '));
    } finally {
      this._isStarting = false;
    }
  }

  private _isStarting = false;
  private readonly _form: CloneBody;
}

/** Ask what to clone, and start; null where the user thought better of it. */
export async function askAndClone(
  options: IOptions
): Promise<Operation | null> {
  const dialog = new CloneDialog(options);
  await dialog.launch();
  return dialog.operation;
}

/** Address, folder's name, and whether notebooks are set up. */
class CloneBody extends Widget {
  constructor(private readonly _options: IOptions) {
    super();
    const { trans, draft, folder } = _options;
    this.addClass('mlops-CloneBody');
    this._url = this._field(trans.__('Address'), 'text');
    this._url.value = draft.url;
    this._url.placeholder = 'https://example.org/team/project.git';
    this._name = this._field(trans.__('Folder'), 'text');
    const where = document.createElement('p');
    where.textContent = trans.__('In %1', folder || '/');
    this._setUp = this._field(
      trans.__('Set up diff, merge and clean commits of notebooks'),
      'checkbox'
    );
    this._setUp.checked = true;
    this._error.className = 'mlops-CloneBody-error';
    this._error.setAttribute('role', 'alert');
    this.node.insertBefore(where, this._setUp.parentElement);
    this.node.appendChild(this._error);
    this._url.addEventListener('input', () => {
      draft.url = this._url.value;
      this._suggest();
    });
    this._suggest();
  }

  /** What is asked for; null, with the reason shown, where something is missing. */
  request(): OperationRequest | null {
    const { trans, folder } = this._options;
    const url = this._url.value.trim();
    if (url === '') {
      this.tell(trans.__('Where from? An address is missing.'));
      this._url.focus();
      return null;
    }
    const name = this._name.value.trim();
    return {
      kind: 'clone',
      repository: folder,
      url,
      name: name === '' ? null : name,
      set_up: this._setUp.checked
    };
  }

  /** Tell why it did not start. */
  tell(text: string): void {
    this._error.textContent = text;
  }

  private _suggest(): void {
    this._name.placeholder = folderOf(this._url.value);
  }

  private _field(text: string, type: string): HTMLInputElement {
    const label = document.createElement('label');
    const input = document.createElement('input');
    const words = document.createElement('span');
    input.type = type;
    input.spellcheck = false;
    words.textContent = text;
    if (type === 'checkbox') {
      label.append(input, words);
    } else {
      input.className = 'jp-mod-styled';
      label.append(words, input);
    }
    this.node.appendChild(label);
    return input;
  }

  private readonly _url: HTMLInputElement;
  private readonly _name: HTMLInputElement;
  private readonly _setUp: HTMLInputElement;
  private readonly _error = document.createElement('p');
}
