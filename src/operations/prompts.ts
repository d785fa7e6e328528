import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

import type { Operation, Prompt } from '../api/types';
import { tellFailure } from '../notify';
import type { OperationsModel } from './model';

interface IAnswer {
  text: string;
  remember: boolean;
}

/**
 * Asks what git and ssh want to know, one thing at a time.
 *
 * Answers go to the server and nowhere else: nothing here keeps them.
 */
export class Prompts {
  constructor(
    private readonly _model: OperationsModel,
    private readonly _trans: TranslationBundle
  ) {
    _model.changed.connect(this._onChanged);
  }

  /** Ask now, also what was put off or comes from another page. */
  async ask(operation: Operation): Promise<void> {
    const { prompt } = operation;
    if (!prompt || this._dialog) {
      return;
    }
    this._asked.add(prompt.id);
    const dialog = makeDialog(operation, prompt, this._trans);
    this._dialog = dialog;
    this._shown = { operation: operation.id, prompt: prompt.id };
    try {
      const { button, value } = await dialog.launch();
      if (!this._isStillAsked()) {
        return;
      }
      await this._answer(operation, prompt, button.label, value);
    } finally {
      this._dialog = null;
      this._shown = null;
      this._onChanged();
    }
  }

  private async _answer(
    operation: Operation,
    prompt: Prompt,
    label: string,
    value: IAnswer | null
  ): Promise<void> {
    const trans = this._trans;
    const isConfirm = prompt.kind === 'confirm';
    let answer: string | null = null;
    if (isConfirm) {
      answer = label === trans.__('Trust it') ? 'yes' : 'no';
    } else if (label === trans.__('Continue')) {
      answer = value?.text ?? '';
    }
    const remember = answer !== null && value?.remember === true;
    await tellFailure(trans.__('The answer could not be given.'), () =>
      this._model.answer(operation.id, prompt.id, answer, remember)
    );
  }

  /** Another page may have answered, or the operation ended: then the dialog goes. */
  private readonly _onChanged = (): void => {
    if (this._dialog) {
      if (!this._isStillAsked()) {
        this._dialog.reject();
      }
      return;
    }
    const next = this._model.running.find(
      each =>
        each.prompt &&
        this._model.isMine(each.id) &&
        !this._asked.has(each.prompt.id)
    );
    if (next) {
      void this.ask(next);
    }
  };

  private _isStillAsked(): boolean {
    return this._model.running.some(
      each =>
        each.id === this._shown?.operation &&
        each.prompt?.id === this._shown.prompt
    );
  }

  private _dialog: Dialog<IAnswer> | null = null;
  private _shown: { operation: string; prompt: string } | null = null;
  private readonly _asked = new Set<string>();
}

function makeDialog(
  operation: Operation,
  prompt: Prompt,
  trans: TranslationBundle
): Dialog<IAnswer> {
  const isConfirm = prompt.kind === 'confirm';
  return new Dialog<IAnswer>({
    title: title(operation, prompt, trans),
    body: new PromptBody(prompt, trans),
    buttons: isConfirm
      ? [
          Dialog.cancelButton({ label: trans.__('Refuse') }),
          Dialog.okButton({ label: trans.__('Trust it') })
        ]
      : [
          Dialog.cancelButton({ label: trans.__('Cancel') }),
          Dialog.okButton({ label: trans.__('Continue') })
        ],
    // To trust a host is not what Enter does by itself.
    defaultButton: isConfirm ? 0 : 1,
    focusNodeSelector: isConfirm ? '.jp-mod-reject' : 'input'
  });
}

function title(
  operation: Operation,
  prompt: Prompt,
  trans: TranslationBundle
): string {
  const where = prompt.host || trans.__('the remote');
  switch (prompt.kind) {
    case 'username':
      return trans.__('User name for %1', where);
    case 'password':
      return trans.__('Password or token for %1', where);
    case 'passphrase':
      return trans.__('Passphrase of the key');
    case 'confirm':
      return trans.__('Is this host known to you?');
    default:
      return trans.__('%1 asks', operation.kind === 'clone' ? where : 'git');
  }
}

/** What the title doesn't say already. */
function details(prompt: Prompt, trans: TranslationBundle): string {
  switch (prompt.kind) {
    case 'username':
      return '';
    case 'password':
      return prompt.username
        ? trans.__('Signing in as %1', prompt.username)
        : '';
    default:
      return prompt.text;
  }
}

/** The question and a field for its answer. */
class PromptBody extends Widget implements Dialog.IBodyWidget<IAnswer> {
  constructor(prompt: Prompt, trans: TranslationBundle) {
    super();
    this.addClass('mlops-Prompt');
    const question = document.createElement('p');
    question.textContent = details(prompt, trans);
    question.hidden = question.textContent === '';
    this.node.appendChild(question);
    if (prompt.kind !== 'confirm') {
      this._input = this._makeInput(prompt, trans);
      this._remember = this._makeRemember(prompt, trans);
    }
  }

  getValue(): IAnswer {
    return {
      text: this._input?.value ?? '',
      remember: this._remember?.checked ?? false
    };
  }

  private _makeInput(
    prompt: Prompt,
    trans: TranslationBundle
  ): HTMLInputElement {
    const isSecret = ['password', 'passphrase'].includes(prompt.kind);
    const input = document.createElement('input');
    input.type = isSecret ? 'password' : 'text';
    input.className = 'jp-mod-styled';
    // The browser is not to keep what is for the server's memory only.
    input.autocomplete = isSecret ? 'new-password' : 'off';
    input.spellcheck = false;
    input.setAttribute('aria-label', prompt.text || trans.__('Answer'));
    if (prompt.kind === 'username') {
      input.value = prompt.username;
    }
    this.node.appendChild(input);
    return input;
  }

  private _makeRemember(
    prompt: Prompt,
    trans: TranslationBundle
  ): HTMLInputElement | null {
    if (!['password', 'passphrase', 'username'].includes(prompt.kind)) {
      return null;
    }
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    label.append(
      box,
      trans.__('Remember until the server stops (in memory only)')
    );
    this.node.appendChild(label);
    return box;
  }

  private readonly _input: HTMLInputElement | null = null;
  private readonly _remember: HTMLInputElement | null = null;
}
