import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Run } from '../api/types';
import { notebookName } from '../format';
import { RunDialogBody } from './body';
import { RunDialogModel } from './model';

/** Index of the primary button. */
const RUN = 1;

/**
 * Asks for what a new run needs, and starts it.
 *
 * Where the server refuses, the dialog stays open with the reason and all that was typed.
 */
class RunDialog extends Dialog<void> {
  constructor(
    private readonly _model: RunDialogModel,
    trans: TranslationBundle
  ) {
    super({
      title: trans.__('Run %1 as job', notebookName(_model.path)),
      body: new RunDialogBody({ model: _model, trans }),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Run') })
      ],
      defaultButton: RUN,
      focusNodeSelector: 'input, select'
    });
    this.addClass('mlops-RunDialog');
    _model.changed.connect(() => {
      this._onChanged();
    });
    this._onChanged();
  }

  /** The run that was started; null where none was. */
  run: Run | null = null;

  override resolve(index = RUN): void {
    if (index === RUN) {
      void this._start();
    } else {
      super.resolve(index);
    }
  }

  private async _start(): Promise<void> {
    this.run = await this._model.submit();
    if (this.run) {
      super.resolve(RUN);
    }
  }

  /** Errors show at their fields: the button stays, so that a press tells what is missing. */
  protected override _checkValidation(): void {
    this._onChanged();
  }

  private _onChanged(): void {
    const button = this.node.querySelector<HTMLButtonElement>(
      '.jp-Dialog-button.jp-mod-accept'
    );
    if (button) {
      const { isStarting, form, hasFieldErrors } = this._model;
      button.disabled = isStarting || !form || hasFieldErrors;
    }
  }
}

/**
 * Ask for a new run's parameters and start it.
 *
 * @returns The run; null where the user thought better of it.
 */
export async function askAndRun(
  options: RunDialogModel.IOptions,
  trans: TranslationBundle
): Promise<Run | null> {
  const model = new RunDialogModel(options);
  const dialog = new RunDialog(model, trans);
  void model.load();
  try {
    await dialog.launch();
    return dialog.run;
  } finally {
    model.dispose();
    dialog.dispose();
  }
}
