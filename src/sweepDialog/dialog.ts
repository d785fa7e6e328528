import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Sweep } from '../api/types';
import { notebookName } from '../format';
import { SweepDialogBody } from './body';
import { SweepDialogModel } from './model';

/** Index of the primary button. */
const START = 1;

/**
 * Asks for what a sweep goes over, and starts it.
 *
 * The button says how many runs that is. Where the server refuses, the dialog stays open with the
 * reason and all that was typed.
 */
class SweepDialog extends Dialog<void> {
  constructor(
    private readonly _model: SweepDialogModel,
    private readonly _trans: TranslationBundle
  ) {
    super({
      title: _trans.__('Sweep %1', notebookName(_model.path)),
      body: new SweepDialogBody({ model: _model, trans: _trans }),
      buttons: [
        Dialog.cancelButton({ label: _trans.__('Cancel') }),
        Dialog.okButton({ label: _trans.__('Start') })
      ],
      defaultButton: START,
      focusNodeSelector: 'input, select'
    });
    this.addClass('mlops-SweepDialog');
    _model.changed.connect(() => {
      this._onChanged();
    });
    this._onChanged();
  }

  /** The sweep that was started; null where none was. */
  sweep: Sweep | null = null;

  override resolve(index = START): void {
    if (index === START) {
      void this._start();
    } else {
      super.resolve(index);
    }
  }

  /** Enter starts from everywhere but a text of several lines. */
  protected override _evtKeydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target instanceof HTMLTextAreaElement) {
      event.stopPropagation();
    } else {
      super._evtKeydown(event);
    }
  }

  private async _start(): Promise<void> {
    this.sweep = await this._model.submit();
    if (this.sweep) {
      super.resolve(START);
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
      const { canStart, count } = this._model;
      button.disabled = !canStart;
      const label = button.querySelector('.jp-Dialog-buttonLabel') ?? button;
      label.textContent =
        count > 0
          ? this._trans._n('Start %1 run', 'Start %1 runs', count)
          : this._trans.__('Start');
    }
  }
}

/**
 * Ask for what a sweep goes over, and start it.
 *
 * @returns The sweep; null where the user thought better of it.
 */
export async function askAndSweep(
  options: SweepDialogModel.IOptions
): Promise<Sweep | null> {
  const model = new SweepDialogModel(options);
  const dialog = new SweepDialog(model, options.trans);
  void model.load();
  try {
    await dialog.launch();
    return dialog.sweep;
  } finally {
    model.dispose();
    dialog.dispose();
  }
}
