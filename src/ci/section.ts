import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { CiModel } from './model';
import { Remarks } from './remarks';
import { makeRows } from './rows';
import type { Row } from './rows';

/** What the section shows: what is unfolded, filtered, current. */
export class SectionModel implements IDisposable {
  constructor(readonly ci: CiModel) {
    this._remarks = new Remarks(ci, () => {
      this._tell();
    });
    ci.changed.connect(this._onChanged);
  }

  readonly changed = new Signal<this, void>(this);

  get rows(): readonly Row[] {
    const { status, remote } = this.ci;
    this._rows ??= status
      ? makeRows({
          status,
          remote,
          filter: this._filter,
          annotations: name => this._remarks.of(name),
          isOpen: (id, byDefault) => this._folds.get(id) ?? byDefault
        })
      : [];
    return this._rows;
  }

  /** Words that a finding, a check or a job must have. */
  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    this._filter = filter;
    this._tell();
  }

  /** The row that keys act on; empty where there is none. */
  get activeId(): string {
    return this._activeId;
  }

  set activeId(id: string) {
    if (id !== this._activeId) {
      this._activeId = id;
      this.changed.emit();
    }
  }

  /** Fold or unfold a row. */
  setOpen(id: string, open: boolean): void {
    this._folds.set(id, open);
    this._tell();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.ci.changed.disconnect(this._onChanged);
      Signal.clearData(this);
    }
  }

  private readonly _onChanged = (): void => {
    const project = this.ci.status?.project ?? null;
    if (this.ci.status && project !== this._project) {
      this._project = project;
      this._filter = '';
      this._folds.clear();
      this._remarks.clear();
    }
    this._remarks.update();
    this._tell();
  };

  private _tell(): void {
    this._rows = null;
    this.changed.emit();
  }

  private readonly _folds = new Map<string, boolean>();
  private readonly _remarks: Remarks;
  private _rows: readonly Row[] | null = null;
  private _project: string | null = null;
  private _filter = '';
  private _activeId = '';
  private _isDisposed = false;
}
