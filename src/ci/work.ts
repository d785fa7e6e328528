import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type {
  CheckRun,
  CheckRunRequest,
  CiRerunRequest,
  FixRequest
} from '../api/types';
import { tellFailure } from '../notify';
import { isWithin } from '../openFiles';
import type { IDocuments } from '../tokens';
import type { CiModel } from './model';
import { stateWord } from './words';

/** How long forges take until they know of what they were asked to do, in milliseconds. */
const SETTLES = 1_500;

/** Checks, fixes and asks forges to run again; tells what was done. */
export class CiWork implements IDisposable {
  constructor(private readonly _options: CiWork.IOptions) {}

  readonly changed = new Signal<this, void>(this);
  /** Checks were started from this page. */
  readonly started = new Signal<this, CheckRun>(this);

  /** Whether something is being asked of the server. */
  get isBusy(): boolean {
    return this._busy > 0;
  }

  /** What was done a moment ago; else empty. */
  get said(): string {
    return this._said;
  }

  /** Start checks of a path's project: of HEAD, or of the files, which are saved first. */
  async check(
    request: Omit<CheckRunRequest, 'path'>,
    path = this._options.ci.followed
  ): Promise<CheckRun | undefined> {
    const { ci, trans } = this._options;
    const title = trans.__('The checks could not be started.');
    return this._do(title, async () => {
      if (request.working && !(await this._save(path))) {
        return undefined;
      }
      const run = await ci.checkAt(path, request);
      this.started.emit(run);
      return run;
    });
  }

  /** Cancel a run of checks. */
  async cancel({ id }: CheckRun): Promise<void> {
    const { ci, trans } = this._options;
    await this._do(trans.__('The checks could not be cancelled.'), async () => {
      await ci.client.cancel(id);
      await ci.refreshHere();
    });
  }

  /** Mend in the working files what needs no decision; open notebooks show it. */
  async fix(request: Omit<FixRequest, 'path'> = {}): Promise<void> {
    const { ci, documents, trans } = this._options;
    const title = trans.__('The findings could not be fixed.');
    const path = ci.followed;
    const fixed = await this._do(title, async () => {
      if (!(await this._save(path))) {
        return undefined;
      }
      const reply = await ci.client.fix({ ...request, path });
      await Promise.all(reply.notebooks.map(each => documents.reload(each)));
      return reply;
    });
    if (fixed) {
      this._say(
        fixed.fixed === 0
          ? trans.__('Nothing in the files was left to fix.')
          : trans._n(
              'Fixed %1 finding in the files: commit it.',
              'Fixed %1 findings in the files: commit them.',
              fixed.fixed
            )
      );
    }
  }

  /** Run a pipeline again, or what of it failed, or one job. */
  async rerun(request: Omit<CiRerunRequest, 'path'>): Promise<void> {
    const { ci, trans } = this._options;
    const title = trans.__('The pipeline could not be run again.');
    await this._ask(title, () =>
      ci.client.rerun({ ...request, path: ci.followed })
    );
  }

  /** Cancel a pipeline. */
  async cancelPipeline(remote: string, pipeline: string): Promise<void> {
    const { ci, trans } = this._options;
    const title = trans.__('The pipeline could not be cancelled.');
    await this._ask(title, () =>
      ci.client.cancelPipeline(ci.followed, remote, pipeline)
    );
  }

  /** Write the verdict of checks here to a forge, as the status of their commit. */
  async postStatus(remote: string, run: CheckRun): Promise<void> {
    const { ci, trans } = this._options;
    const title = trans.__('The commit status could not be written.');
    const isDone = await this._ask(title, () =>
      ci.client.postStatus(ci.followed, remote, run.id)
    );
    if (isDone) {
      const word = stateWord(run.state, trans);
      this._say(trans.__('Told %1: %2.', remote, word));
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._timers.forEach(timer => {
        window.clearTimeout(timer);
      });
      Signal.clearData(this);
    }
  }

  /** Ask something of a forge, and look what came of it: at once, and when it has begun. */
  private async _ask(
    title: string,
    act: () => Promise<unknown>
  ): Promise<boolean> {
    const { ci } = this._options;
    const isDone = await this._do(title, async () => {
      await act();
      return true;
    });
    if (isDone) {
      this._later(SETTLES, () => void ci.refreshRemote());
      await ci.refreshRemote();
    }
    return isDone === true;
  }

  private async _do<T>(
    title: string,
    act: () => Promise<T>
  ): Promise<T | undefined> {
    this._say('');
    this._count(1);
    try {
      return await tellFailure(title, act);
    } finally {
      this._count(-1);
    }
  }

  /** Save what is open of the project; false if that failed, which JupyterLab has said then. */
  private async _save(path: string): Promise<boolean> {
    const { ci, documents } = this._options;
    const folder = ci.status?.project ?? '';
    const isOf = (each: string): boolean =>
      each === path || isWithin(each, folder);
    const unsaved = documents
      .dirty()
      .filter(each => /\.(ipynb|py|toml)$/.test(each) && isOf(each));
    for (const each of unsaved) {
      await documents.save(each);
    }
    const left = new Set(documents.dirty());
    return !unsaved.some(each => left.has(each));
  }

  private _count(by: number): void {
    this._busy += by;
    if (!this._isDisposed) {
      this.changed.emit();
    }
  }

  private _say(text: string): void {
    this._said = text;
    this.changed.emit();
  }

  private _later(wait: number, act: () => void): void {
    const timer = window.setTimeout(() => {
      this._timers.delete(timer);
      act();
    }, wait);
    this._timers.add(timer);
  }

  private readonly _timers = new Set<number>();
  private _busy = 0;
  private _said = '';
  private _isDisposed = false;
}

export namespace CiWork {
  /** What is worked on. */
  export interface IOptions {
    ci: CiModel;
    documents: IDocuments;
    trans: TranslationBundle;
  }
}
