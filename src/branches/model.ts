import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Branch } from '../api/types';
import { isBranchName, startOptions, switchOptions } from './options';
import type { IOptions, Option } from './options';

/** What was picked. */
export interface IPick {
  branch: string;
  create: boolean;
  /** Where a new branch starts; null for where one is. */
  start: string | null;
}

/** A choice of a branch that is going on. */
export class PickerModel {
  /**
   * @param mode - Whether to switch to a branch, or to make one from a branch.
   */
  constructor(
    private readonly _client: GitClient,
    readonly repository: string,
    readonly mode: 'switch' | 'create'
  ) {}

  readonly changed = new Signal<this, void>(this);
  /** Something was picked, or nothing (null). */
  readonly picked = new Signal<this, IPick | null>(this);

  get isLoaded(): boolean {
    return this._branches !== null;
  }

  get error(): ApiError | null {
    return this._error;
  }

  get text(): string {
    return this._text;
  }

  set text(text: string) {
    this._text = text;
    if (this.mode === 'switch') {
      this._index = 0;
    }
    this.changed.emit();
  }

  /** What is offered now. */
  get offer(): IOptions {
    const branches = this._branches ?? [];
    return this.mode === 'switch'
      ? switchOptions(branches, this._text)
      : startOptions(branches);
  }

  /** Which option the keyboard is on. */
  get index(): number {
    return Math.min(this._index, this.offer.options.length - 1);
  }

  /** Go to another option, around the ends. */
  move(by: number): void {
    const count = this.offer.options.length;
    if (count > 0) {
      this.moveTo((this.index + by + count) % count);
    }
  }

  /** Go to an option, or to the one at the end that lies beyond. */
  moveTo(index: number): void {
    const last = this.offer.options.length - 1;
    this._index = Math.max(0, Math.min(last, index));
    this.changed.emit();
  }

  /** Why the typed name cannot be a new branch's; null where it can, or none is to be made. */
  get problem(): 'name' | 'exists' | null {
    const name = this._text.trim();
    const option = this.offer.options[this.index];
    const isNew = this.mode === 'create' || option?.kind === 'create';
    if (!isNew || name === '') {
      return null;
    }
    if (this._branches?.some(each => !each.remote && each.name === name)) {
      return 'exists';
    }
    return isBranchName(name) ? null : 'name';
  }

  /** Ask for the branches. */
  async load(): Promise<void> {
    try {
      this._branches = await this._client.branches(this.repository);
      this._error = null;
    } catch (error) {
      this._error = asApiError(error);
    }
    this.changed.emit();
  }

  /** Take an option that was clicked; to choose a start is not yet to make the branch. */
  pickAt(index: number): void {
    this.moveTo(index);
    if (this.mode === 'switch') {
      this.pick();
    }
  }

  /** Take the option that the keyboard is on. */
  pick(): void {
    if (this.problem !== null) {
      return;
    }
    const pick = this._pickOf(this.offer.options[this.index]);
    if (pick) {
      this.picked.emit(pick);
    }
  }

  /** Pick nothing. */
  leave(): void {
    this.picked.emit(null);
  }

  private _pickOf(option: Option | undefined): IPick | null {
    const name = this._text.trim();
    if (this.mode === 'create') {
      const start = option?.kind === 'branch' ? option.branch : null;
      const from = start === null || start.current ? null : start.name;
      return name ? { branch: name, create: true, start: from } : null;
    }
    if (option?.kind === 'create') {
      return { branch: option.name, create: true, start: null };
    }
    return option
      ? { branch: option.branch.name, create: false, start: null }
      : null;
  }

  private _text = '';
  private _index = 0;
  private _branches: readonly Branch[] | null = null;
  private _error: ApiError | null = null;
}
