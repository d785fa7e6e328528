import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type {
  Exported,
  ExportRequest,
  Module,
  ModuleCell,
  Modules,
  Synced,
  SyncRequest
} from '../api/types';
import { tellFailure } from '../notify';
import { isWithin } from '../openFiles';
import type { IDocuments } from '../tokens';
import { isUndecided } from './decisions';
import { BRIEFLY, tellOutcome } from './outcome';
import { exportWords, syncWords } from './outcomeWords';
import type { IOutcome } from './outcomeWords';
import type { SectionModel } from './section';

/** What is being done. */
export type Busy = 'export' | 'sync' | null;

/** Exports and syncs, one at a time: saves first, reads again afterwards, tells what was done. */
export class ModuleWork implements IDisposable {
  constructor(private readonly _options: ModuleWork.IOptions) {}

  readonly changed = new Signal<this, void>(this);

  get busy(): Busy {
    return this._busy;
  }

  /** What was done a moment ago; else empty. */
  get said(): string {
    return this._said;
  }

  /** Export modules; all without a name. */
  async export(
    request: Omit<ExportRequest, 'path'> & { path?: string } = {}
  ): Promise<void> {
    const { trans } = this._options;
    const { modules } = this._options.section;
    const path = request.path ?? modules.followed;
    const title = trans.__('The modules could not be exported.');
    const reply = await this._do('export', title, async () => {
      const reply = await modules.client.export({ ...request, path });
      await modules.reload(changedBy(reply));
      return reply;
    });
    if (reply) {
      this._tell(exportWords(reply, trans));
    }
  }

  /**
   * Bring the edits of modules into their notebooks.
   *
   * A conflict that nobody has decided yet would be written into its cell: its module stays out.
   * Where that leaves nothing, the conflicts are shown.
   */
  async syncAll(): Promise<void> {
    const all = this._options.section.modules.status?.modules ?? [];
    const clear = all.filter(module => !module.changes.some(isUndecided));
    const names = clear.map(({ name }) => name);
    if (clear.length === 0 && all.length > 0) {
      this._options.show();
      return;
    }
    await this.sync(clear.length === all.length ? {} : { modules: names });
  }

  /** Sync some modules, with what was decided about them. */
  async sync(request: Omit<SyncRequest, 'path'>): Promise<boolean> {
    const { trans } = this._options;
    const { modules } = this._options.section;
    const title = trans.__('The modules could not be synced.');
    const reply = await this._do('sync', title, async () => {
      const path = modules.followed;
      const reply = await modules.client.sync({ ...request, path });
      await modules.reload([...reply.notebooks, ...changedBy(reply)]);
      return reply;
    });
    if (reply) {
      this._tell(syncWords(reply, trans));
    }
    return reply !== undefined;
  }

  /**
   * Carry out what was decided about a module, once no conflict of it is left to decide.
   *
   * @returns The first cell that the user wants to edit a conflict in.
   */
  async carryOut(module: Module): Promise<ModuleCell | null> {
    const { section } = this._options;
    if (section.decisions.open(module) > 0) {
      return null;
    }
    const { answers, sides, cells } = section.decisions.decided(module);
    const modules = [module.name];
    const isDone = await this.sync({ modules, answers, sides });
    section.forget(module.name);
    return isDone ? (cells[0] ?? null) : null;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      window.clearTimeout(this._timer);
      Signal.clearData(this);
    }
  }

  private async _do<T extends { status: Modules }>(
    what: Busy,
    title: string,
    act: () => Promise<T>
  ): Promise<T | undefined> {
    const { modules } = this._options.section;
    if (this._busy !== null) {
      return undefined;
    }
    this._say('');
    this._setBusy(what);
    try {
      return await tellFailure(title, async () => {
        if (!(await modules.save(this._unsaved()))) {
          return undefined;
        }
        const reply = await act();
        modules.take(reply.status);
        return reply;
      });
    } finally {
      this._setBusy(null);
    }
  }

  /** Open notebooks and modules of the project that aren't saved. */
  private _unsaved(): string[] {
    const { documents, section } = this._options;
    const folder = section.modules.status?.project ?? '';
    return documents
      .dirty()
      .filter(path => /\.(ipynb|py)$/.test(path) && isWithin(path, folder));
  }

  /**
   * Tell what was done, where the eye is: a notification would lie over the buttons of the section,
   * and stay as long as the pointer rests there.
   */
  private _tell(outcome: IOutcome): void {
    const { trans, show, isSeen } = this._options;
    if (outcome.left !== '' || !isSeen()) {
      tellOutcome(outcome, trans, show);
      return;
    }
    this._say(outcome.done);
    this._timer = window.setTimeout(() => {
      this._say('');
    }, BRIEFLY);
  }

  private _say(said: string): void {
    window.clearTimeout(this._timer);
    this._said = said;
    this.changed.emit();
  }

  private _setBusy(busy: Busy): void {
    this._busy = busy;
    this.changed.emit();
  }

  private _busy: Busy = null;
  private _said = '';
  private _timer: number | undefined;
  private _isDisposed = false;
}

export namespace ModuleWork {
  /** What work is done with. */
  export interface IOptions {
    section: SectionModel;
    documents: IDocuments;
    trans: TranslationBundle;
    /** Bring the list of modules into view. */
    show: () => void;
    /** Whether it is in view. */
    isSeen: () => boolean;
  }
}

/** Contents paths of the modules, and tests, that a request has written. */
function changedBy(reply: Exported | Synced): string[] {
  const names = new Set(reply.written);
  const paths = reply.status.modules.flatMap(({ name, path }) =>
    names.has(name) && path !== null ? [path] : []
  );
  return 'tests' in reply ? [...paths, ...reply.tests] : paths;
}
