import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';

/** Index of the primary button. */
const SUBMIT = 1;

/** What a dialog with a form needs of its model. */
export interface IFormModel<T> extends IDisposable {
  readonly changed: ISignal<unknown, void>;
  /** Whether what was typed can be sent. */
  readonly canSubmit: boolean;
  /** Ask for all that the form needs to know. */
  load(): Promise<void>;
  /** Send it; null where that failed, for a reason that the form then shows. */
  submit(): Promise<T | null>;
}

interface IOptions<T> {
  model: IFormModel<T>;
  title: string;
  body: Widget;
  /** What the primary button says, now. */
  verb: () => string;
  className: string;
  trans: TranslationBundle;
}

/**
 * A dialog that stays open until what it holds was accepted.
 *
 * Where the server refuses, it shows the reason and keeps all that was typed.
 */
class FormDialog<T> extends Dialog<void> {
  constructor(private readonly _form: IOptions<T>) {
    const { title, body, verb, trans, className, model } = _form;
    super({
      title,
      body,
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: verb() })
      ],
      defaultButton: SUBMIT,
      focusNodeSelector: 'input, select'
    });
    this.addClass('mlops-FormDialog');
    this.addClass(className);
    model.changed.connect(() => {
      this._onChanged();
    });
    this._onChanged();
  }

  /** What came of it; null where nothing did. */
  result: T | null = null;

  override resolve(index = SUBMIT): void {
    if (index === SUBMIT) {
      void this._submit();
    } else {
      super.resolve(index);
    }
  }

  /** Keys of the form's own buttons and texts are theirs: the dialog would take them away. */
  protected override _evtKeydown(event: KeyboardEvent): void {
    const { target, key } = event;
    const isInside =
      target instanceof Node && this._form.body.node.contains(target);
    const isOwn =
      target instanceof HTMLButtonElement ||
      target instanceof HTMLTextAreaElement;
    if (isInside && isOwn && key !== 'Escape' && key !== 'Tab') {
      event.stopPropagation();
    } else {
      super._evtKeydown(event);
    }
  }

  /** Errors show at their fields. */
  protected override _checkValidation(): void {
    this._onChanged();
  }

  private async _submit(): Promise<void> {
    const { model } = this._form;
    if (model.canSubmit) {
      this.result = await model.submit();
    }
    if (this.result !== null) {
      super.resolve(SUBMIT);
    }
  }

  private _onChanged(): void {
    const { model, verb } = this._form;
    const button = this.node.querySelector<HTMLButtonElement>(
      '.jp-Dialog-button.jp-mod-accept'
    );
    if (button) {
      button.disabled = !model.canSubmit;
      const label = button.querySelector('.jp-Dialog-buttonLabel') ?? button;
      label.textContent = verb();
    }
  }
}

/**
 * Show a form until it was accepted or given up.
 *
 * @returns What came of it; null where the user thought better of it.
 */
export async function askByForm<T>(options: IOptions<T>): Promise<T | null> {
  const { model } = options;
  const dialog = new FormDialog(options);
  void model.load();
  try {
    await dialog.launch();
    return dialog.result;
  } finally {
    model.dispose();
    dialog.dispose();
  }
}
