import { Signal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';

/** A part of a view, of which one at a time is looked at. */
export interface ITab {
  readonly id: string;
  /** Its name for people. */
  readonly label: string;
  /** Its place: tabs stand in this order. */
  readonly rank: number;
  /** Make it, when it is looked at for the first time. */
  create(): Promise<Widget>;
}

/** The tabs of a view, and which of them is looked at. */
export class Tabs {
  /**
   * @param name - The view's name, which its tabs are known by in the page.
   */
  constructor(readonly name: string) {}

  /** The tabs, or which of them is looked at, have changed. */
  readonly changed = new Signal<this, void>(this);

  /** The tabs, in their order. */
  get all(): readonly ITab[] {
    return this._tabs;
  }

  /** The tab that is looked at; the first one where the one that is wanted isn't there (yet). */
  get current(): ITab | null {
    const wanted = this._tabs.find(tab => tab.id === this._wanted);
    return wanted ?? this._tabs[0] ?? null;
  }

  /** Look at a tab, as soon as it is there. */
  show(id: string): void {
    if (id !== this._wanted) {
      this._wanted = id;
      this.changed.emit();
    }
  }

  /** Add a tab. */
  add(tab: ITab): void {
    this._tabs = [...this._tabs, tab].sort((a, b) => a.rank - b.rank);
    this.changed.emit();
  }

  /** Look at the tab beside the current one, around the ends. */
  step(by: number): void {
    const index = this._tabs.findIndex(tab => tab === this.current);
    const count = this._tabs.length;
    const next = this._tabs[(index + by + count) % count];
    if (next) {
      this.show(next.id);
    }
  }

  private _tabs: readonly ITab[] = [];
  private _wanted = '';
}

/** Id in the page of what leads to a tab. */
export function tabId({ name }: Tabs, { id }: ITab): string {
  return `mlops-${name}-tab-${id}`;
}
