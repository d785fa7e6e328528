import type { TranslationBundle } from '@jupyterlab/translation';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { JobsClient } from '../api/jobsClient';
import type { Job, Parameters, Preview } from '../api/types';
import type { IFormModel } from '../jobForm/formDialog';
import { policyErrors } from '../jobForm/policyDraft';
import { NO_REPOSITORY, repositoryFacts } from '../jobForm/repositoryFacts';
import type { IRepositoryFacts } from '../jobForm/repositoryFacts';
import { initialValues, makeForm } from '../parameterForm/schema';
import type { IForm } from '../parameterForm/schema';
import { draftOf, JOB_NAME, newDraft, readDraft } from './draft';
import type { IJobDraft } from './draft';
import { readTrigger, timingErrors } from './timing';
import { ownZone } from './zones';

/** How long typing may rest before the server is asked, in milliseconds. */
const REST = 250;

/** What the dialog of a job holds. */
export class JobDialogModel implements IFormModel<Job> {
  constructor(private readonly _options: JobDialogModel.IOptions) {
    const { path, job, drafts } = _options;
    const zone = ownZone();
    this._draft = job
      ? draftOf(job, zone)
      : (drafts.get(path) ?? newDraft(path, zone));
  }

  /** Anything that the dialog shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** Contents path of the notebook. */
  get path(): string {
    return this._options.path;
  }

  /** The job that is changed; null for a new one. */
  get job(): Job | null {
    return this._options.job;
  }

  /** What the server says of the notebook; null until it has. */
  get parameters(): Parameters | null {
    return this._parameters;
  }

  get form(): IForm | null {
    return this._form;
  }

  get draft(): IJobDraft {
    return this._draft;
  }

  /** Why reading the notebook or saving failed. */
  get error(): ApiError | null {
    return this._error;
  }

  /** When the trigger fires; null while that is unknown. */
  get preview(): Preview | null {
    return this._preview;
  }

  /** Why the trigger is none. */
  get previewError(): ApiError | null {
    return this._previewError;
  }

  /** Branches and commit to suggest. */
  get repository(): IRepositoryFacts {
    return this._repository;
  }

  /** Names of the channels by which people can be told. */
  get channels(): readonly string[] {
    return this._channels;
  }

  /** Whether parameters hold values that cannot be. */
  hasFieldErrors = false;

  /** Whether something that was typed cannot be. */
  get isWrong(): boolean {
    const { draft, _trans: trans } = this;
    const errors = {
      ...timingErrors(draft, trans),
      ...policyErrors(draft.policy, trans)
    };
    const { kind = 'working', name = '' } = draft.revision;
    return (
      this.hasFieldErrors ||
      this._previewError !== null ||
      !JOB_NAME.test(draft.name.trim()) ||
      (kind !== 'working' && name.trim() === '') ||
      Object.keys(errors).length > 0
    );
  }

  /** Whether it can be saved. */
  get canSubmit(): boolean {
    return this._form !== null && !this._isSaving && !this.isWrong;
  }

  /** Change what the dialog holds. */
  update(change: Partial<IJobDraft>): void {
    const before = JSON.stringify(readTrigger(this._draft));
    this._draft = { ...this._draft, ...change };
    if (!this.job) {
      this._options.drafts.set(this.path, this._draft);
    }
    if (JSON.stringify(readTrigger(this._draft)) !== before) {
      this._previewError = null;
      void this._asking.invoke();
    }
    this.changed.emit();
  }

  /** Ask for all that the dialog needs to know. */
  async load(): Promise<void> {
    this._error = null;
    this.changed.emit();
    void this._asking.invoke();
    void this._loadChannels();
    void this._loadRepository();
    try {
      const kernel = this.job?.kernel ?? undefined;
      const reply = await this._options.client.parameters(this.path, kernel);
      this._form = makeForm(reply);
      this._draft = {
        ...this._draft,
        values: initialValues(this._form, this._draft.values),
        kernel: this._draft.kernel || reply.kernel
      };
      this._parameters = reply;
    } catch (error) {
      this._error = asApiError(error);
    }
    this.changed.emit();
  }

  /**
   * Save the job.
   *
   * @returns The job; null where that failed, for a reason that the dialog then shows.
   */
  async submit(): Promise<Job | null> {
    const { _form: form, _parameters: parameters, path, job } = this;
    if (!form || !parameters || !this.canSubmit) {
      return null;
    }
    this._isSaving = true;
    this._error = null;
    this.changed.emit();
    const { jobs, drafts } = this._options;
    const { kernel } = parameters;
    const request = readDraft(this._draft, { path, form, kernel, job });
    try {
      const saved = await (job
        ? jobs.changeJob(job.id, request)
        : jobs.addJob(request));
      drafts.delete(path);
      return saved;
    } catch (error) {
      this._error = asApiError(error);
      return null;
    } finally {
      this._isSaving = false;
      this.changed.emit();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._asking.dispose();
      Signal.clearData(this);
    }
  }

  private async _loadPreview(): Promise<void> {
    const trigger = readTrigger(this._draft, this.job?.schedule?.trigger);
    const turn = (this._turn += 1);
    let preview: Preview | null = null;
    let failure: ApiError | null = null;
    try {
      preview = trigger && (await this._options.jobs.preview(trigger));
    } catch (error) {
      failure = asApiError(error);
    }
    if (turn === this._turn) {
      this._preview = preview;
      this._previewError = failure;
      this.changed.emit();
    }
  }

  /** Without channels the dialog says how to get some. */
  private async _loadChannels(): Promise<void> {
    try {
      const { channels } = await this._options.jobs.channels();
      this._channels = channels.map(each => each.name);
      this.changed.emit();
    } catch {
      // Those that the job names are shown anyway.
    }
  }

  private async _loadRepository(): Promise<void> {
    this._repository = await repositoryFacts(this._options.git, this.path);
    this.changed.emit();
  }

  private get _trans(): TranslationBundle {
    return this._options.trans;
  }

  private _parameters: Parameters | null = null;
  private _form: IForm | null = null;
  private _draft: IJobDraft;
  private _error: ApiError | null = null;
  private _isSaving = false;
  private _preview: Preview | null = null;
  private _previewError: ApiError | null = null;
  private _repository = NO_REPOSITORY;
  private _channels: readonly string[] = [];
  private _turn = 0;
  private _isDisposed = false;
  private readonly _asking = new Debouncer(() => this._loadPreview(), REST);
}

export namespace JobDialogModel {
  /** What a dialog is opened with. */
  export interface IOptions {
    client: Client;
    jobs: JobsClient;
    /** What knows branches; null where nothing does. */
    git: GitClient | null;
    /** Contents path of the notebook. */
    path: string;
    /** The job to change; null for a new one. */
    job: Job | null;
    /** What was typed before, by path. */
    drafts: Map<string, IJobDraft>;
    trans: TranslationBundle;
  }
}
