import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Job } from '../api/types';
import { notebookName } from '../format';
import { JobDialogBody } from './body';
import { JobDialogModel } from './model';

/** Index of the primary button. */
const SAVE = 1;

/**
 * Asks for what a job is to be, and saves it.
 *
 * Where the server refuses, the dialog stays open with the reason and all that was typed.
 */
class JobDialog extends Dialog<void> {
  constructor(
    private readonly _model: JobDialogModel,
    trans: TranslationBundle
  ) {
    const { job, path } = _model;
    super({
      title: job
        ? trans.__('Change %1', job.name)
        : trans.__('Schedule %1', notebookName(path)),
      body: new JobDialogBody({ model: _model, trans }),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({
          label: job ? trans.__('Save') : trans.__('Schedule')
        })
      ],
      defaultButton: SAVE,
      focusNodeSelector: 'input, select'
    });
    this.addClass('mlops-JobDialog');
    _model.changed.connect(() => {
      this._onChanged();
    });
    this._onChanged();
  }

  /** The job that was saved; null where none was. */
  job: Job | null = null;

  override resolve(index = SAVE): void {
    if (index === SAVE) {
      void this._save();
    } else {
      super.resolve(index);
    }
  }

  private async _save(): Promise<void> {
    this.job = await this._model.submit();
    if (this.job) {
      super.resolve(SAVE);
    }
  }

  /** Errors show at their fields. */
  protected override _checkValidation(): void {
    this._onChanged();
  }

  private _onChanged(): void {
    const button = this.node.querySelector<HTMLButtonElement>(
      '.jp-Dialog-button.jp-mod-accept'
    );
    if (button) {
      const { isSaving, form, isWrong } = this._model;
      button.disabled = isSaving || !form || isWrong;
    }
  }
}

/**
 * Ask for what a job is to be, and save it.
 *
 * @returns The job; null where the user thought better of it.
 */
export async function askAndSchedule(
  options: JobDialogModel.IOptions
): Promise<Job | null> {
  const model = new JobDialogModel(options);
  const dialog = new JobDialog(model, options.trans);
  void model.load();
  try {
    await dialog.launch();
    return dialog.job;
  } finally {
    model.dispose();
    dialog.dispose();
  }
}
