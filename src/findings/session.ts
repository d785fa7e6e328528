import type { Notebook, NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Throttler } from '@lumino/polling';
import { Signal } from '@lumino/signaling';

import type { CheckFinding } from '../api/types';
import type { ICi, ISettings } from '../tokens';
import { CellFindings } from './cellFindings';
import { CheckedSources, lookedAt } from './checkedSources';
import { marksByCell } from './marks';
import type { ICellNow, IMark } from './marks';
import { stopsOf } from './order';
import type { IStop } from './order';

/** Least time from one look at edited cells to the next, in milliseconds. */
const REST = 200;

/** What is known to be wrong with an open notebook, cell by cell, as it is edited. */
export class NotebookFindings implements IDisposable {
  constructor(private readonly _options: NotebookFindings.IOptions) {
    const { panel, ci, settings } = _options;
    ci.changed.connect(this._update);
    settings.changed.connect(this._update);
    panel.context.pathChanged.connect(this._update);
    panel.context.fileChanged.connect(this._onSaved);
    panel.content.modelChanged.connect(this._onModelChanged);
    panel.disposed.connect(this._onDisposed);
    this._onModelChanged();
    void panel.context.ready.then(this._onSaved);
  }

  /** What is known of a cell has changed, by its id; null where that may be true of any. */
  readonly changed: Signal<this, string | null> = new Signal<
    this,
    string | null
  >(this);

  /** Contents path of the notebook. */
  get path(): string {
    return this._options.panel.context.localPath;
  }

  /** What is found at a cell; null where nothing is. */
  of(cell: string): CellFindings | null {
    return this._cells.get(cell) ?? null;
  }

  /** All that is found, from the notebook's top to its end. */
  get stops(): IStop[] {
    const ids = this._now().map(({ id }) => id);
    const marks = [...this._cells].map(
      ([id, { marks }]) => [id, marks] as const
    );
    return stopsOf(ids, new Map(marks));
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      const { panel, ci, settings } = this._options;
      ci.changed.disconnect(this._update);
      settings.changed.disconnect(this._update);
      panel.context.pathChanged.disconnect(this._update);
      panel.context.fileChanged.disconnect(this._onSaved);
      panel.content.modelChanged.disconnect(this._onModelChanged);
      this._model?.contentChanged.disconnect(this._onEdited);
      this._edited.dispose();
      Signal.clearData(this);
    }
  }

  private readonly _onDisposed = (): void => {
    this.dispose();
  };

  private readonly _onModelChanged = (): void => {
    this._model?.contentChanged.disconnect(this._onEdited);
    this._model = this._options.panel.content.model;
    this._model?.contentChanged.connect(this._onEdited);
    this.changed.emit(null);
    this._update();
  };

  /** The notebook is as it is on disk. */
  private readonly _onSaved = (): void => {
    const { panel } = this._options;
    const written = panel.context.contentsModel?.last_modified;
    if (!this._isDisposed && written !== undefined) {
      const sources = this._now().map(
        ({ id, source }) => [id, source] as const
      );
      this._saved.note(Date.parse(written), new Map(sources));
      this._update();
    }
  };

  private readonly _onEdited = (): void => {
    if (this._cells.size > 0) {
      void this._edited.invoke();
    }
  };

  private readonly _update = (): void => {
    if (this._isDisposed) {
      return;
    }
    const { ci, settings } = this._options;
    const findings = settings.markFindings ? ci.findings(this.path) : [];
    const marks = marksByCell(findings, this._now(), this._checked);
    for (const id of [...this._cells.keys()]) {
      if (!marks.has(id)) {
        this._cells.delete(id);
        this.changed.emit(id);
      }
    }
    marks.forEach((own, id) => {
      this._take(id, own);
    });
  };

  private _take(id: string, marks: readonly IMark[]): void {
    const known = this._cells.get(id) ?? new CellFindings();
    this._cells.set(id, known);
    if (known.take(marks)) {
      this.changed.emit(id);
    }
  }

  private readonly _checked = (
    finding: CheckFinding,
    id: string
  ): string | undefined => {
    const time = lookedAt(finding, this._options.ci.status);
    return time === null ? undefined : this._saved.at(time)?.get(id);
  };

  /** The cells; sources are read only of those that are asked for. */
  private _now(): ICellNow[] {
    return [...(this._model?.cells ?? [])].map(({ id, sharedModel }) => ({
      id,
      get source() {
        return sharedModel.getSource();
      }
    }));
  }

  private _model: Notebook['model'] = null;
  private readonly _cells = new Map<string, CellFindings>();
  private readonly _saved = new CheckedSources();
  private readonly _edited = new Throttler(this._update, {
    limit: REST,
    edge: 'trailing'
  });
  private _isDisposed = false;
}

export namespace NotebookFindings {
  /** The notebook, and what is known of it. */
  export interface IOptions {
    panel: NotebookPanel;
    ci: ICi;
    settings: ISettings;
  }
}
