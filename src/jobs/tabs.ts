import { Signal } from '@lumino/signaling';

import type { IJobsTab } from '../tokens';

/** The tabs of *Jobs*, and which of them is looked at. */
export class JobsTabs {
  /** The tabs, or which of them is looked at, have changed. */
  readonly changed = new Signal<this, void>(this);

  /** The tabs, in their order. */
  get all(): readonly IJobsTab[] {
    return this._tabs;
  }

  /** The tab that is looked at; the first one where the one that is wanted isn't there (yet). */
  get current(): IJobsTab | null {
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
  add(tab: IJobsTab): void {
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

  private _tabs: readonly IJobsTab[] = [];
  private _wanted = '';
}
