import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import React from 'react';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import { useChanges } from '../components/hooks';

/** What a dialog holds while it is open: a draft, and why it was refused. */
export class Draft<T> {
  constructor(private _value: T) {}

  readonly changed = new Signal<this, void>(this);

  get value(): T {
    return this._value;
  }

  set value(value: T) {
    this._value = value;
    this._error = null;
    this.changed.emit();
  }

  /** Why saving has failed; null where it has not. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Do something with the draft; returns whether that worked. */
  async attempt(act: (value: T) => Promise<unknown>): Promise<boolean> {
    try {
      await act(this._value);
      return true;
    } catch (error) {
      this._error = asApiError(error);
      this.changed.emit();
      return false;
    }
  }

  private _error: ApiError | null = null;
}

interface IOptions<T> {
  title: string;
  draft: Draft<T>;
  /** The word on the primary button. */
  verb: string;
  body: (draft: Draft<T>) => React.ReactNode;
  save: (value: T) => Promise<unknown>;
  trans: TranslationBundle;
}

/** A dialog that stays open, with all that was typed, where saving is refused. */
class DraftDialog<T> extends Dialog<void> {
  constructor(private readonly _options: IOptions<T>) {
    const { title, draft, verb, body, trans } = _options;
    super({
      title,
      body: ReactWidget.create(<Body draft={draft} body={body} />),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Close') }),
        Dialog.okButton({ label: verb })
      ],
      focusNodeSelector: 'input, select'
    });
    this.addClass('mlops-DraftDialog');
  }

  override resolve(index = 1): void {
    if (index !== 1) {
      super.resolve(index);
      return;
    }
    const { draft, save } = this._options;
    void draft.attempt(save).then(isSaved => {
      if (isSaved) {
        super.resolve(1);
      }
    });
  }
}

/** Show a draft until it is saved, or given up. */
export async function editDraft<T>(options: IOptions<T>): Promise<void> {
  const dialog = new DraftDialog(options);
  try {
    await dialog.launch();
  } finally {
    dialog.dispose();
  }
}

function Body<T>(props: {
  draft: Draft<T>;
  body: (draft: Draft<T>) => React.ReactNode;
}): React.JSX.Element {
  const { draft, body } = props;
  useChanges(draft);
  return (
    <div className="mlops-Draft">
      {body(draft)}
      {draft.error && (
        <p className="mlops-Draft-error" role="alert">
          {[draft.error.message, draft.error.hint].filter(Boolean).join(' ')}
        </p>
      )}
    </div>
  );
}

/** A labelled input on one line, with a word of what it means. */
export function Field(props: {
  label: string;
  hint?: string;
  children: React.ReactNode;
}): React.JSX.Element {
  const { label, hint, children } = props;
  return (
    <label className="mlops-DraftField">
      <span>{label}</span>
      {children}
      {hint && <span className="mlops-DraftField-hint">{hint}</span>}
    </label>
  );
}

/** A number that may be absent. */
export function NumberField(props: {
  label: string;
  hint?: string;
  unit?: string;
  value: number | null;
  placeholder: string;
  step?: number;
  onChange: (value: number | null) => void;
}): React.JSX.Element {
  const { label, hint, unit, value, placeholder, step = 1, onChange } = props;
  return (
    <Field label={label} hint={hint}>
      <span className="mlops-DraftField-number">
        <input
          type="number"
          className="jp-mod-styled"
          min={step}
          step={step}
          value={value ?? ''}
          placeholder={placeholder}
          onChange={event => {
            const number = event.target.valueAsNumber;
            onChange(Number.isNaN(number) ? null : number);
          }}
        />
        {unit}
      </span>
    </Field>
  );
}
