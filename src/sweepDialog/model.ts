import type { TranslationBundle } from '@jupyterlab/translation';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { Client } from '../api/client';
import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { JobsClient } from '../api/jobsClient';
import type {
  Parameters,
  Sweep,
  SweepPreview,
  SweepRequest
} from '../api/types';
import type { IFormModel } from '../jobForm/formDialog';
import { readList } from '../jobForm/lists';
import { policyErrors, readPolicy } from '../jobForm/policyDraft';
import { NO_REPOSITORY, repositoryFacts } from '../jobForm/repositoryFacts';
import type { IRepositoryFacts } from '../jobForm/repositoryFacts';
import { countRuns, kindOf, newDraft, readSpace, readTexts } from './draft';
import type { IReading, ISweepDraft } from './draft';
import type { Typed } from './values';

/** How long typing may rest before the server is asked, in milliseconds. */
const REST = 300;

/** Most runs in a sweep, as the server has it. */
const MOST = 10_000;

/** What the dialog of a sweep holds. */
export class SweepDialogModel implements IFormModel<Sweep> {
  constructor(private readonly _options: SweepDialogModel.IOptions) {
    this._draft = _options.drafts.get(_options.path) ?? newDraft();
  }

  /** Anything that the dialog shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** Contents path of the notebook. */
  get path(): string {
    return this._options.path;
  }

  /** What the server says of the notebook; null until it has. */
  get parameters(): Parameters | null {
    return this._parameters;
  }

  get draft(): ISweepDraft {
    return this._draft;
  }

  /** Why reading the notebook or starting failed. */
  get error(): ApiError | null {
    return this._error;
  }

  /** What was typed for each parameter. */
  get typed(): ReadonlyMap<string, Typed> {
    const all = this._parameters?.parameters ?? [];
    return readTexts(this._draft, all, this._options.trans);
  }

  /** What is swept over, or what is missing for that. */
  get reading(): IReading {
    const { trans } = this._options;
    const integers = new Set(
      (this._parameters?.parameters ?? [])
        .filter(each => kindOf(each) === 'integer')
        .map(each => each.name)
    );
    const { _draft: draft, _points: points } = this;
    return readSpace(draft, this.typed, points, integers, trans);
  }

  /** How many runs it would be; 0 as long as something is missing. */
  get count(): number {
    const { space } = this.reading;
    return space ? countRuns(space) : 0;
  }

  /** What the server says of it; null while that is unknown. */
  get preview(): SweepPreview | null {
    return this._preview;
  }

  /** Why it can't be. */
  get previewError(): ApiError | null {
    return this._previewError;
  }

  /** Names of metrics that earlier runs have reported. */
  get metrics(): readonly string[] {
    return this._metrics;
  }

  /** Branches and commit to suggest. */
  get repository(): IRepositoryFacts {
    return this._repository;
  }

  /** Whether it can be started. */
  get canSubmit(): boolean {
    const { kind = 'working', name = '' } = this._draft.revision;
    const { trans } = this._options;
    return (
      this.count > 0 &&
      this.count <= MOST &&
      !this._isStarting &&
      this._previewError === null &&
      (kind === 'working' || name.trim() !== '') &&
      Object.keys(policyErrors(this._draft.policy, trans)).length === 0
    );
  }

  /** Change what the dialog holds. */
  update(change: Partial<ISweepDraft>): void {
    this._draft = { ...this._draft, ...change };
    this._options.drafts.set(this.path, this._draft);
    this._error = null;
    void this._asking.invoke();
    this.changed.emit();
  }

  /** Ask for all that the dialog needs to know. */
  async load(): Promise<void> {
    this._error = null;
    this.changed.emit();
    void this._loadMetrics();
    void this._loadRepository();
    try {
      const reply = await this._options.client.parameters(this.path);
      const kernel = this._draft.kernel || reply.kernel;
      this._draft = { ...this._draft, kernel };
      this._parameters = reply;
      void this._asking.invoke();
    } catch (error) {
      this._error = asApiError(error);
    }
    this.changed.emit();
  }

  /**
   * Start the sweep.
   *
   * @returns The sweep; null where that failed, for a reason that the dialog then shows.
   */
  async submit(): Promise<Sweep | null> {
    const request = this._request();
    if (!request || !this.canSubmit) {
      return null;
    }
    this._isStarting = true;
    this._error = null;
    this.changed.emit();
    try {
      const sweep = await this._options.jobs.startSweep(request);
      this._options.drafts.delete(this.path);
      return sweep;
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
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._asking.dispose();
      Signal.clearData(this);
    }
  }

  private _request(): SweepRequest | null {
    const { space, fixed } = this.reading;
    const { draft, _parameters: parameters } = this;
    const metric = draft.metric.trim();
    const { kind, name } = draft.revision;
    return (
      space && {
        path: this.path,
        space,
        parameters: fixed,
        kernel: draft.kernel === parameters?.kernel ? null : draft.kernel,
        name: draft.name.trim(),
        objective: metric ? { metric, goal: draft.goal } : null,
        revision: { kind, name: name?.trim() },
        policy: readPolicy(draft.policy),
        labels: readList(draft.labels)
      }
    );
  }

  /** Ask what it would be: the server knows the notebook's types. */
  private async _ask(): Promise<void> {
    const turn = (this._turn += 1);
    let preview: SweepPreview | null = null;
    let failure: ApiError | null = null;
    try {
      await this._readTable();
      const request = this._request();
      preview = request && (await this._options.jobs.previewSweep(request));
    } catch (error) {
      failure = asApiError(error);
    }
    if (turn === this._turn && !this._isDisposed) {
      this._preview = preview;
      this._previewError = failure;
      this.changed.emit();
    }
  }

  private async _readTable(): Promise<void> {
    const { mode, table } = this._draft;
    if (mode !== 'list' || table === this._readText) {
      return;
    }
    this._readText = table;
    this._points = [];
    if (table.trim() !== '') {
      const text = { text: table };
      const { points } = await this._options.jobs.readTable(this.path, text);
      this._points = points;
    }
  }

  /** Metrics are suggestions: any name will do. */
  private async _loadMetrics(): Promise<void> {
    try {
      const query = { path: this.path, limit: 50 };
      const { runs } = await this._options.client.runs(query);
      const names = runs.flatMap(run => Object.keys(run.metrics));
      this._metrics = [...new Set(names)];
      const [first] = this._metrics;
      if (first !== undefined && this._draft.metric === '') {
        this._draft = { ...this._draft, metric: first };
      }
      this.changed.emit();
    } catch {
      // Names can be typed as well.
    }
  }

  private async _loadRepository(): Promise<void> {
    this._repository = await repositoryFacts(this._options.git, this.path);
    this.changed.emit();
  }

  private _parameters: Parameters | null = null;
  private _draft: ISweepDraft;
  private _error: ApiError | null = null;
  private _isStarting = false;
  private _preview: SweepPreview | null = null;
  private _previewError: ApiError | null = null;
  private _points: readonly Record<string, unknown>[] = [];
  private _readText = '';
  private _metrics: readonly string[] = [];
  private _repository = NO_REPOSITORY;
  private _turn = 0;
  private _isDisposed = false;
  private readonly _asking = new Debouncer(() => this._ask(), REST);
}

export namespace SweepDialogModel {
  /** What a dialog is opened with. */
  export interface IOptions {
    client: Client;
    jobs: JobsClient;
    /** What knows branches; null where nothing does. */
    git: GitClient | null;
    /** Contents path of the notebook. */
    path: string;
    /** What was typed before, by path. */
    drafts: Map<string, ISweepDraft>;
    trans: TranslationBundle;
  }
}
