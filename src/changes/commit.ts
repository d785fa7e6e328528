import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { ChangedFile, CommitMade, CommitRequest } from '../api/types';
import { CommitGate } from './gate';
import type { AskGate } from './gate';
import type { ChangesModel } from './model';
import { stageForCommit } from './stageForCommit';

/** By whom commits are. */
export type Identity = NonNullable<CommitRequest['identity']>;

/** How long to wait for more changes before a message is asked for, in milliseconds. */
const PAUSE = 300;

/** The commit that is being written. */
export class CommitModel implements IDisposable {
  /** @param askGate - Asks what a commit would hold that it had better not. */
  constructor(
    private readonly _changes: ChangesModel,
    askGate: AskGate
  ) {
    this.gate = new CommitGate(askGate);
    this.gate.changed.connect(() => {
      this.changed.emit();
    });
    this._suggesting = new Debouncer(() => this._suggest(), PAUSE);
    _changes.repository.touched.connect(this._onTouched);
    _changes.changed.connect(this._onChanged);
  }

  readonly changed = new Signal<this, void>(this);
  /** What stands in the way of it. */
  readonly gate: CommitGate;
  /** A commit was made. */
  readonly made = new Signal<this, CommitMade>(this);

  /** What has been typed; each repository has its own. */
  get message(): string {
    return this._messages.get(this._root) ?? '';
  }

  set message(message: string) {
    this._messages.set(this._root, message);
    this._last = null;
    this.changed.emit();
  }

  /** What the message could be; empty where nothing comes to mind. */
  get suggestion(): string {
    return this._suggestion;
  }

  /** Whether the last commit is replaced. */
  get amend(): boolean {
    return this._amend && this._changes.current?.commit !== null;
  }

  /** Whether the message gets a `Signed-off-by` line. */
  get signOff(): boolean {
    return this._signOff ?? this._changes.settings.signOff;
  }

  set signOff(signOff: boolean) {
    this._signOff = signOff;
    this.changed.emit();
  }

  /** Whether a commit is being made. */
  get isBusy(): boolean {
    return this._isBusy;
  }

  /** Whether it has to be said by whom the commit is. */
  get needsIdentity(): boolean {
    return this._needsIdentity;
  }

  /** Why the last commit could not be made; null where it could. */
  get error(): ApiError | null {
    return this._error;
  }

  /** The commit that was made just now; null once something else is written. */
  get last(): CommitMade | null {
    return this._last;
  }

  /** Replace the last commit; its message is taken over unless one was typed. */
  async setAmend(amend: boolean): Promise<void> {
    const { client } = this._changes.repository;
    this._amend = amend;
    this.changed.emit();
    if (!amend && this.message === this._amended) {
      this.message = '';
    }
    if (amend && this.message.trim() === '' && this._root !== null) {
      this._amended = await client.suggestion(this._root, true);
      this.message = this._amended;
    }
    this._suggestSoon();
  }

  /** Take over what is suggested. */
  takeSuggestion(): void {
    this.message = this._suggestion;
  }

  /** Forget what went wrong. */
  dismiss(): void {
    this._error = null;
    this._needsIdentity = false;
    this.changed.emit();
  }

  /**
   * Commit what is staged; where nothing is, all that is listed.
   *
   * @param identity - By whom, where git doesn't know.
   * @param override - Why, although a check stands in the way.
   * @returns Whether it was made; what went wrong is told by `error`.
   */
  async commit(
    identity: Identity | null = null,
    override: string | null = null
  ): Promise<boolean> {
    const repository = this._changes.current;
    if (repository === null || this._isBusy) {
      return false;
    }
    if (!repository.has_identity && identity === null) {
      this._needsIdentity = true;
      this.changed.emit();
      return false;
    }
    this._begin();
    try {
      const made = await this._make(identity, override);
      this._end(made);
      return true;
    } catch (reason) {
      await this._fail(asApiError(reason));
      return false;
    } finally {
      this._isBusy = false;
      this.changed.emit();
      await this._changes.refresh();
    }
  }

  get isDisposed(): boolean {
    return this._suggesting.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._suggesting.dispose();
      this._changes.repository.touched.disconnect(this._onTouched);
      this._changes.changed.disconnect(this._onChanged);
      Signal.clearData(this);
    }
  }

  private async _make(
    identity: Identity | null,
    override: string | null
  ): Promise<CommitMade> {
    // Looked at before anything is staged: what moves from here on is not what was seen.
    const expected = this._changes.current?.commit ?? '';
    const typed = this.message.trim();
    this._staged = await stageForCommit(this._changes, this.amend);
    const { client } = this._changes.repository;
    const root = this._root ?? '';
    const message =
      typed === '' ? await client.suggestion(root, this.amend) : typed;
    return client.commit({
      repository: root,
      message,
      amend: this.amend,
      signoff: this.signOff,
      expected,
      identity,
      override
    });
  }

  private _begin(): void {
    this._isBusy = true;
    this._error = null;
    this._last = null;
    this._staged = [];
    this.gate.clear();
  }

  private _end(made: CommitMade): void {
    this._messages.delete(this._root);
    this._amend = false;
    this._amended = '';
    this._needsIdentity = false;
    this._suggestion = '';
    this._last = made;
    this.gate.forget();
    this.made.emit(made);
  }

  private async _fail(error: ApiError): Promise<void> {
    this._needsIdentity = error.code === 'identity_missing';
    const isBlocked = this.gate.block(this._root ?? '', error);
    this._error = this._needsIdentity || isBlocked ? null : error;
    if (isBlocked) {
      await this.gate.known;
      // What was not ticked is not to be committed as it is now: it is about to be edited.
      await this._changes.wishFiles(this._staged, false);
      await this._changes.idle;
    }
  }

  private get _root(): string | null {
    return this._changes.current?.path ?? null;
  }

  private async _suggest(): Promise<void> {
    const root = this._root;
    if (root === null || this._changes.files.length === 0) {
      this._suggestion = '';
      this.changed.emit();
      return;
    }
    try {
      const { client } = this._changes.repository;
      const suggestion = await client.suggestion(root, this._amend);
      if (root === this._root && suggestion !== this._suggestion) {
        this._suggestion = suggestion;
        this.changed.emit();
      }
    } catch {
      // A message can be typed: what the repository lacks is told elsewhere.
    }
  }

  private readonly _onTouched = (): void => {
    this._suggestSoon();
  };

  private readonly _onChanged = (): void => {
    const head = this._changes.current?.commit ?? null;
    if (this._root !== this._seenRoot || head !== this._seenHead) {
      this._seenRoot = this._root;
      this._seenHead = head;
      this._suggestSoon();
    }
    this.changed.emit();
  };

  private _suggestSoon(): void {
    this._suggesting.invoke().catch(() => {
      // Disposed of meanwhile.
    });
  }

  private readonly _messages = new Map<string | null, string>();
  private readonly _suggesting: Debouncer;
  private _suggestion = '';
  private _amend = false;
  /** The message of the commit that is amended, as it was taken over. */
  private _amended = '';
  private _signOff: boolean | null = null;
  private _isBusy = false;
  private _needsIdentity = false;
  private _error: ApiError | null = null;
  private _last: CommitMade | null = null;
  /** What was staged for the commit because nothing was ticked. */
  private _staged: readonly ChangedFile[] = [];
  private _seenRoot: string | null = null;
  private _seenHead: string | null = null;
}
