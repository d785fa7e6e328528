import { Signal } from '@lumino/signaling';

import type { IMark } from './marks';

/** What is found at one cell, and how much of it is shown. */
export class CellFindings {
  readonly changed = new Signal<this, void>(this);

  get marks(): readonly IMark[] {
    return this._marks;
  }

  /** Take over what is known now; false where that is what was known. */
  take(marks: readonly IMark[]): boolean {
    if (JSON.stringify(marks) === JSON.stringify(this._marks)) {
      return false;
    }
    this._marks = marks;
    this.changed.emit();
    return true;
  }

  /** Whether the messages are shown: errors at once, all else when somebody wants to know. */
  get isOpen(): boolean {
    return this._isOpen ?? this._marks.some(isPressing);
  }

  setOpen(isOpen: boolean): void {
    this._isOpen = isOpen;
    this.changed.emit();
  }

  /** Key of the finding that is unfolded; empty where none is. */
  get unfolded(): string {
    return this._unfolded;
  }

  unfold(key: string): void {
    this._unfolded = key;
    this.changed.emit();
  }

  private _marks: readonly IMark[] = [];
  private _isOpen: boolean | null = null;
  private _unfolded = '';
}

function isPressing({ finding, isEdited }: IMark): boolean {
  return finding.severity === 'error' && !isEdited;
}
