import { Signal } from '@lumino/signaling';

/** What the section shows. */
export type View = 'changes' | 'restore';

/** Which view the section shows. */
export class ViewChoice {
  readonly changed = new Signal<this, void>(this);

  get view(): View {
    return this._view;
  }

  set view(view: View) {
    if (view !== this._view) {
      this._view = view;
      this.changed.emit();
    }
  }

  private _view: View = 'changes';
}
