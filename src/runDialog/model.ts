import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { Parameters, Run, RunRequest } from '../api/types';
import {
  changedValues,
  initialValues,
  makeForm
} from '../parameterForm/schema';
import type { IForm, Values } from '../parameterForm/schema';
import type { IRuns } from '../tokens';

/** What was typed into a dialog that was closed without running. */
export interface IDraft {
  values: Values;
  kernel: string;
  output: string;
}

/** What the dialog of a new run holds. */
export class RunDialogModel implements IDisposable {
  constructor(private readonly _options: RunDialogModel.IOptions) {}

  /** Anything that the dialog shows has changed. */
  readonly changed = new Signal<this, void>(this);

  get path(): string {
    return this._options.path;
  }

  /** What the server says of the notebook; null until it has. */
  get parameters(): Parameters | null {
    return this._parameters;
  }

  get form(): IForm | null {
    return this._form;
  }

  get values(): Values {
    return this._draft.values;
  }

  get kernel(): string {
    return this._draft.kernel;
  }

  get output(): string {
    return this._draft.output;
  }

  /** Why reading the notebook or starting the run failed. */
  get error(): ApiError | null {
    return this._error;
  }

  /** Whether the run is being started. */
  get isStarting(): boolean {
    return this._isStarting;
  }

  /** Whether fields hold values that cannot be. */
  hasFieldErrors = false;

  /** Whether errors show at all fields, not only at those that were typed into. */
  get showErrors(): boolean {
    return this._showErrors;
  }

  /** Change what the dialog holds. */
  update(change: Partial<IDraft>): void {
    this._draft = { ...this._draft, ...change };
    this._options.drafts.set(this.path, this._draft);
    this.changed.emit();
  }

  /** Go back to the notebook's defaults. */
  reset(): void {
    if (this._form) {
      this.update({ values: initialValues(this._form, {}) });
    }
  }

  /** Whether something differs from the notebook's defaults. */
  get isChanged(): boolean {
    const form = this._form;
    return !!form && Object.keys(changedValues(form, this.values)).length > 0;
  }

  /** Ask for the notebook's parameters. */
  async load(): Promise<void> {
    const { runs, path, drafts, given, kernel } = this._options;
    this._error = null;
    this.changed.emit();
    try {
      const reply = await runs.client.parameters(path);
      const form = makeForm(reply);
      const draft = given ? undefined : drafts.get(path);
      this._draft = {
        values: initialValues(form, given ?? draft?.values ?? {}),
        kernel: kernel ?? draft?.kernel ?? reply.kernel,
        output: draft?.output ?? ''
      };
      this._form = form;
      this._parameters = reply;
    } catch (error) {
      this._error = asApiError(error);
    }
    this.changed.emit();
  }

  /**
   * Start the run.
   *
   * @returns The run; null where that failed, for a reason that the dialog then shows.
   */
  async submit(): Promise<Run | null> {
    const form = this._form;
    if (!form || this._isStarting) {
      return null;
    }
    this._showErrors = true;
    if (this.hasFieldErrors) {
      this.changed.emit();
      return null;
    }
    this._isStarting = true;
    this._error = null;
    this.changed.emit();
    try {
      const run = await this._options.runs.start(this._request(form));
      this._options.drafts.delete(this.path);
      return run;
    } catch (error) {
      this._error = asApiError(error);
      return null;
    } finally {
      this._isStarting = false;
      this.changed.emit();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _request(form: IForm): RunRequest {
    const { kernel, output, values } = this._draft;
    return {
      path: this.path,
      parameters: changedValues(form, values),
      kernel: kernel === this._parameters?.kernel ? null : kernel,
      output: output.trim() || null
    };
  }

  private _parameters: Parameters | null = null;
  private _form: IForm | null = null;
  private _draft: IDraft = { values: {}, kernel: '', output: '' };
  private _error: ApiError | null = null;
  private _isStarting = false;
  private _showErrors = false;
  private _isDisposed = false;
}

export namespace RunDialogModel {
  /** What a dialog is opened with. */
  export interface IOptions {
    runs: IRuns;
    /** Contents path of the notebook. */
    path: string;
    /** Values to begin with, instead of the defaults or a draft. */
    given?: Values;
    kernel?: string;
    /** What was typed before, by path. */
    drafts: Map<string, IDraft>;
  }
}
