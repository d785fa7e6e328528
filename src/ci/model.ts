import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { ChecksClient } from '../api/checksClient';
import type { ApiError } from '../api/errors';
import type {
  CheckFinding,
  CheckRun,
  CheckRunRequest,
  Checks,
  Ci,
  CommitVerdict
} from '../api/types';
import { Followed } from '../followed';
import type { ICi } from '../tokens';
import { Endings } from './endings';
import { findingsOf } from './knownFindings';
import { Verdicts } from './verdicts';

/** How the project around the followed path stands, as the server told last. */
export class CiModel implements ICi, IDisposable {
  constructor(readonly client: ChecksClient) {}

  readonly changed: Signal<ICi, void> = new Signal<ICi, void>(this);
  readonly ended: Signal<ICi, CheckRun> = new Signal<ICi, CheckRun>(this);
  /** The forges have answered, even if they say the same. */
  readonly remoteAnswered = new Signal<this, void>(this);

  get followed(): string {
    return this._here.path;
  }

  get status(): Checks | null {
    return this._here.value;
  }

  get error(): ApiError | null {
    return this._here.error;
  }

  get run(): CheckRun | null {
    return this.status?.head_run ?? null;
  }

  get remote(): Ci | null {
    const { value } = this._remote;
    // What is known may be of another commit, or of another repository.
    return value?.commit === this.status?.head ? value : null;
  }

  get remoteError(): ApiError | null {
    return this._remote.error;
  }

  /** Whether the section is seen: only then forges are asked, who count questions. */
  get isVisible(): boolean {
    return this._isVisible;
  }

  /** Look at the project around a path; what is known of the former stays until the answer. */
  follow(path: string): void {
    if (path !== this.followed || !this._here.isAsked) {
      this._here.path = path;
      this.changed.emit();
      void this.refreshHere();
    }
  }

  /** Whether the section is seen now; what could not be asked before is asked again then. */
  setVisible(visible: boolean): void {
    if (visible !== this._isVisible) {
      this._isVisible = visible;
      this.changed.emit();
      void this._refreshRemoteIfSeen();
      if (visible && this.error) {
        void this.refreshHere();
      }
    }
  }

  /** HEAD or what is known of its remote has changed: ask forges again as soon as somebody looks. */
  async expireRemote(): Promise<void> {
    this._isRemoteStale = true;
    await this._refreshRemoteIfSeen();
  }

  async refresh(): Promise<void> {
    await Promise.all([this.refreshHere(), this.refreshRemote()]);
  }

  /** Ask again how the checks here stand. */
  refreshHere(): Promise<void> {
    return this._here.refresh();
  }

  /** Ask the forges again. */
  refreshRemote(): Promise<void> {
    this._remote.path = this.followed;
    return this._remote.refresh();
  }

  async check(request: Omit<CheckRunRequest, 'path'>): Promise<CheckRun> {
    return this.checkAt(this.followed, request);
  }

  /** Start checks of the project around another path. */
  async checkAt(
    path: string,
    request: Omit<CheckRunRequest, 'path'>
  ): Promise<CheckRun> {
    const run = await this.client.check({ ...request, path });
    this._endings.expect(run.id);
    this._verdicts.expire();
    await this.refreshHere();
    return run;
  }

  /** A run has ended, as an event says. */
  async noteEnd(id: string): Promise<void> {
    this._verdicts.expire();
    await this.refreshHere();
    // It may be on a commit that isn't HEAD any more: those that are known have been told of.
    if (this._endings.isExpected(id)) {
      const run = await this.client.run(id).catch(() => null);
      this._tellEnds([run]);
    }
  }

  /** A run has begun or gone on, as an event says: its end will be told. */
  noteProgress(id: string): void {
    if (!this._endings.isExpected(id)) {
      this._endings.expect(id);
      this._verdicts.expire();
    }
  }

  findings(path: string): readonly CheckFinding[] {
    return this.status === null ? [] : findingsOf(this.status, path);
  }

  verdict(commit: string): CommitVerdict | null | undefined {
    return this._verdicts.of(commit);
  }

  get isDisposed(): boolean {
    return this._here.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._here.dispose();
      this._remote.dispose();
      this._verdicts.dispose();
      Signal.clearData(this);
    }
  }

  private _onHere(): void {
    const project = this.status?.project ?? null;
    if (this.status && project !== this._project) {
      this._project = project;
      this._verdicts.clear();
    }
    this.changed.emit();
    this._tellEnds([this.status?.head_run, this.status?.working_run]);
  }

  private _tellEnds(runs: readonly (CheckRun | null | undefined)[]): void {
    for (const run of this._endings.of(runs.map(each => each ?? null))) {
      this.ended.emit(run);
    }
  }

  private async _refreshRemoteIfSeen(): Promise<void> {
    if (this._isRemoteStale && this._isVisible) {
      await this.refreshRemote();
    }
  }

  private readonly _here = new Followed<Checks>({
    ask: path => this.client.checks(path),
    onChanged: () => {
      this._onHere();
    },
    onAnswered: () => undefined
  });
  private readonly _remote = new Followed<Ci>({
    ask: path => {
      this._isRemoteStale = false;
      return this.client.ci(path);
    },
    onChanged: () => {
      this.changed.emit();
    },
    onAnswered: () => {
      this.remoteAnswered.emit();
    }
  });
  private readonly _endings = new Endings();
  private readonly _verdicts = new Verdicts({
    ask: commits => this.client.verdicts(this.followed, commits),
    onChanged: () => {
      this.changed.emit();
    }
  });
  private _isVisible = false;
  private _isRemoteStale = true;
  private _project: string | null = null;
}
