import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Module } from '../api/types';
import { Decisions } from './decisions';
import type { Choice } from './decisions';
import type { ModulesModel } from './model';
import { makeRows } from './rows';
import type { Row } from './rows';
import { needsDecision } from './words';

/** What the section shows of the modules: what is unfolded, filtered, current, chosen. */
export class SectionModel implements IDisposable {
  constructor(readonly modules: ModulesModel) {
    modules.changed.connect(this._onModulesChanged);
  }

  readonly changed = new Signal<this, void>(this);
  readonly decisions = new Decisions();

  get rows(): readonly Row[] {
    const { status } = this.modules;
    this._rows ??= status
      ? makeRows({
          status,
          filter: this._filter,
          isOpen: module => this.isOpen(module),
          isCompared: id => this._compared.has(id),
          choice: key => this.decisions.of(key)
        })
      : [];
    return this._rows;
  }

  /** Words that a module must have. */
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

  /** Whether a module is unfolded: one that waits for its user, unless it was folded. */
  isOpen(module: Module): boolean {
    return this._folds.get(module.name) ?? needsDecision(module);
  }

  /** Fold or unfold a module. */
  setOpen(module: Module, open: boolean): void {
    this._folds.set(module.name, open);
    this._tell();
  }

  /** Show or hide the difference of a cell. */
  setCompared(id: string, compared: boolean): void {
    if (compared) {
      this._compared.add(id);
    } else {
      this._compared.delete(id);
    }
    this._tell();
  }

  /** Choose for a conflict or a deletion; to choose the same again takes it back. */
  choose(key: string, choice: Choice): void {
    this.decisions.choose(key, choice);
    this._tell();
  }

  /** Forget what was chosen for a module. */
  forget(module: string): void {
    this.decisions.forget(module);
    this._tell();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.modules.changed.disconnect(this._onModulesChanged);
      Signal.clearData(this);
    }
  }

  private readonly _onModulesChanged = (): void => {
    const project = this.modules.status?.project ?? null;
    if (this.modules.status && project !== this._project) {
      this._project = project;
      this._filter = '';
      this._folds.clear();
      this._compared.clear();
      this.decisions.clear();
    }
    this._tell();
  };

  private _tell(): void {
    this._rows = null;
    this.changed.emit();
  }

  private readonly _folds = new Map<string, boolean>();
  private readonly _compared = new Set<string>();
  private _rows: readonly Row[] | null = null;
  private _project: string | null = null;
  private _filter = '';
  private _activeId = '';
  private _isDisposed = false;
}
