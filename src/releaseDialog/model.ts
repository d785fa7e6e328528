import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { ModulesClient } from '../api/modulesClient';
import type { Released, ReleasePlan } from '../api/types';
import type { IFormModel } from '../jobForm/formDialog';

/** How long typing may rest before the server is asked, in milliseconds. */
const REST = 250;

/** What was typed. */
export interface IReleaseDraft {
  /** Null as long as the advised version is meant. */
  readonly version: string | null;
  /** Null as long as the server's suggestion is meant. */
  readonly changelog: string | null;
  readonly publish: boolean;
}

const NEW_DRAFT: IReleaseDraft = {
  version: null,
  changelog: null,
  publish: true
};

/** What the dialog of a release holds. */
export class ReleaseDialogModel implements IFormModel<Released> {
  constructor(private readonly _options: ReleaseDialogModel.IOptions) {
    const { path, drafts } = _options;
    this._draft = drafts.get(path) ?? NEW_DRAFT;
  }

  /** Anything that the dialog shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** What the server says of the version that was last asked about; null until it has. */
  get plan(): ReleasePlan | null {
    return this._plan;
  }

  /** Why there is no plan. */
  get planError(): ApiError | null {
    return this._plan ? null : this._failure;
  }

  /** What is wrong with the version. */
  get versionError(): ApiError | null {
    return this._plan ? this._failure : null;
  }

  /** Why the release failed. */
  get error(): ApiError | null {
    return this._error;
  }

  /** The version as it was typed, else as it is advised. */
  get version(): string {
    return this._draft.version ?? this._plan?.advised ?? '';
  }

  set version(version: string) {
    this._isConfirmed = false;
    this._error = null;
    this._failure = null;
    // An answer that is on its way is about another version.
    this._turn += 1;
    this._update({ version });
    void this._asking.invoke();
  }

  /** The version as it will be written; null until that is known. */
  get normalized(): string | null {
    return this._isPlanned ? (this._plan?.version ?? null) : null;
  }

  /** The changelog's entry. */
  get changelog(): string {
    return this._draft.changelog ?? this._plan?.changelog ?? '';
  }

  set changelog(changelog: string) {
    const isSuggestion = changelog === this._plan?.changelog;
    this._update({ changelog: isSuggestion ? null : changelog });
  }

  /** Whether it goes into the package index. */
  get publish(): boolean {
    return this._draft.publish;
  }

  set publish(publish: boolean) {
    this._update({ publish });
  }

  /** Whether the version is smaller than the changes ask for. */
  get contradicts(): boolean {
    return this._isPlanned && this._plan?.contradicts === true;
  }

  /** Whether such a version is meant. */
  get isConfirmed(): boolean {
    return this._isConfirmed;
  }

  set isConfirmed(isConfirmed: boolean) {
    this._isConfirmed = isConfirmed;
    this.changed.emit();
  }

  /** Whether something stands in the way. */
  get isBlocked(): boolean {
    return this._plan?.problems.some(problem => problem.blocks) ?? true;
  }

  /** Whether it can be released, or was, so that the dialog may close. */
  get canSubmit(): boolean {
    if (this._released) {
      return true;
    }
    const isMeant = !this.contradicts || this._isConfirmed;
    return this._isPlanned && !this.isBlocked && isMeant && !this.isReleasing;
  }

  /** Since when the release is being made, in milliseconds since the epoch; null where it isn't. */
  get since(): number | null {
    return this._since;
  }

  get isReleasing(): boolean {
    return this._since !== null;
  }

  /** What was released; null until then. */
  get released(): Released | null {
    return this._released;
  }

  /** Ask what a release would be, with what is there now. */
  async load(): Promise<void> {
    const turn = (this._turn += 1);
    const { client, path } = this._options;
    const wanted = this._draft.version?.trim();
    if (wanted === '') {
      return;
    }
    let plan: ReleasePlan | null = null;
    let failure: ApiError | null = null;
    try {
      plan = await client.releasePlan(path, wanted);
    } catch (error) {
      failure = asApiError(error);
    }
    if (turn === this._turn && !this.isDisposed) {
      if (plan) {
        this._plan = plan;
        this._planned = wanted;
      }
      this._failure = failure;
      this.changed.emit();
      if (!this._plan && wanted !== undefined) {
        await this._begin(wanted);
      }
    }
  }

  /**
   * Release, then stay to say so; after that, close.
   *
   * @returns The release; null where the dialog has something to say.
   */
  async submit(): Promise<Released | null> {
    if (this._released) {
      return this._released;
    }
    const { client, path, drafts, onReleased } = this._options;
    const { changelog, publish, isConfirmed: confirmed } = this;
    const version = this.normalized ?? this.version.trim();
    const request = { path, version, changelog, publish, confirmed };
    this._error = null;
    this._since = Date.now();
    this.changed.emit();
    try {
      this._released = await client.release(request);
      drafts.delete(path);
    } catch (error) {
      this._error = asApiError(error);
    }
    this._since = null;
    this.changed.emit();
    onReleased(this._released, this._error, this.isDisposed);
    if (this._error && !this.isDisposed) {
      // What stands in the way now may be new.
      await this.load();
    }
    return null;
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

  /** A version that was kept from before and cannot be: its reason wants a plan to stand in. */
  private async _begin(version: string): Promise<void> {
    this._draft = { ...this._draft, version: null };
    await this.load();
    if (this._plan) {
      this.version = version;
    }
  }

  private _update(change: Partial<IReleaseDraft>): void {
    this._draft = { ...this._draft, ...change };
    this._options.drafts.set(this._options.path, this._draft);
    this.changed.emit();
  }

  /** Whether the plan is about the version that was typed. */
  private get _isPlanned(): boolean {
    const isSame = this._planned === this._draft.version?.trim();
    return this._plan !== null && isSame && this._failure === null;
  }

  private _plan: ReleasePlan | null = null;
  /** The version that the plan was asked for; undefined for the advised one. */
  private _planned: string | undefined;
  private _failure: ApiError | null = null;
  private _error: ApiError | null = null;
  private _draft: IReleaseDraft;
  private _isConfirmed = false;
  private _since: number | null = null;
  private _released: Released | null = null;
  private _turn = 0;
  private _isDisposed = false;
  private readonly _asking = new Debouncer(() => this.load(), REST);
}

export namespace ReleaseDialogModel {
  /** What a dialog is opened with. */
  export interface IOptions {
    client: ModulesClient;
    /** Contents path of a file or folder in the project. */
    path: string;
    /** What was typed before, by path. */
    drafts: Map<string, IReleaseDraft>;
    /** A release was made, or failed; perhaps after the dialog has closed. */
    onReleased: (
      released: Released | null,
      error: ApiError | null,
      isClosed: boolean
    ) => void;
  }
}
