import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { ModulesClient } from '../api/modulesClient';
import type {
  ReleaseApi,
  ReleaseComparison,
  ReleaseEntry,
  Releases
} from '../api/types';
import { Answers } from './answers';
import type { IAnswer } from './answers';
import { entriesOf, versionBefore, WORKING } from './entries';
import type { IEntry } from './entries';

/** What is shown of the active version. */
export type Part = 'changelog' | 'api' | 'compare';

/** Two versions, or `WORKING`. */
export interface ISides {
  readonly base: string;
  readonly head: string;
}

/** The versions of a package, one of which is looked at. */
export class VersionsModel implements IDisposable {
  /**
   * @param path - Contents path of a file or folder in the project.
   */
  constructor(
    readonly client: ModulesClient,
    readonly path: string
  ) {}

  /** Anything that the view shows has changed. */
  readonly changed = new Signal<this, void>(this);

  /** The versions; null until they are known. */
  get releases(): Releases | null {
    return this._releases;
  }

  /** Why the last question failed. */
  get error(): ApiError | null {
    return this._error;
  }

  get isLoaded(): boolean {
    return this._releases !== null || this._error !== null;
  }

  /** Whether nothing was released yet. */
  get isEmpty(): boolean {
    return (this._releases?.releases.length ?? 0) === 0;
  }

  /** The rows that pass the filter. */
  get entries(): readonly IEntry[] {
    return this._entries;
  }

  get filter(): string {
    return this._filter;
  }

  set filter(filter: string) {
    this._filter = filter;
    this._list();
    this.changed.emit();
  }

  /** The row that is looked at; null where there is none. */
  get active(): IEntry | null {
    return this._entries.find(each => each.key === this._active) ?? null;
  }

  /** Look at a version, or at the working folder. */
  activate(key: string): void {
    if (key !== this._active) {
      this._active = key;
      this._sides = null;
      this._ask();
      this.changed.emit();
    }
  }

  /** What is shown of it; the working folder has no changelog yet. */
  get part(): Part {
    const isWorking = this._active === WORKING;
    return isWorking && this._part === 'changelog' ? 'compare' : this._part;
  }

  set part(part: Part) {
    this._part = part;
    this._ask();
    this.changed.emit();
  }

  /** What is compared: as chosen, else with the version before; null where there is none. */
  get sides(): ISides | null {
    const { _releases: releases, _active: head } = this;
    const base = releases && head !== null && versionBefore(releases, head);
    return this._sides ?? (base && head ? { base, head } : null);
  }

  /** Compare others. */
  compare(sides: ISides): void {
    this._sides = sides;
    this.part = 'compare';
  }

  /** How the two sides differ. */
  get comparison(): IAnswer<ReleaseComparison> {
    return this._comparisons.get(this.sides ? keyOf(this.sides) : '');
  }

  /** The public API of the active version. */
  get api(): IAnswer<ReleaseApi> {
    return this._apis.get(this._active ?? '');
  }

  /** Ask again for what failed. */
  retry(): void {
    this._ask();
  }

  /** Ask again. */
  async refresh(): Promise<void> {
    try {
      this._releases = await this.client.releases(this.path);
      this._error = null;
    } catch (error) {
      this._error = asApiError(error);
    }
    if (this._isDisposed) {
      return;
    }
    this._list();
    this._active ??= this._releases?.releases[0]?.version ?? null;
    this._renewWorking();
    this.changed.emit();
  }

  /** Take over a release that was made or published. */
  take(release: ReleaseEntry): void {
    const now = this._releases;
    if (now) {
      const releases = now.releases.map(each =>
        each.version === release.version ? release : each
      );
      this._releases = { ...now, releases };
      this._list();
      this.changed.emit();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  private _list(): void {
    const { _releases: releases } = this;
    this._entries = releases ? entriesOf(releases, this._filter) : [];
  }

  /** Ask for what is shown, unless it is known. */
  private _ask(): void {
    const { sides, part, _active: active } = this;
    if (part === 'compare' && sides) {
      void this._comparisons.want(keyOf(sides));
    } else if (part === 'api' && active !== null) {
      void this._apis.want(active);
    }
  }

  /** Versions never change; what is in the working folder does, and is asked for where it shows. */
  private _renewWorking(): void {
    const { sides, part, _active: active } = this;
    const compared =
      part === 'compare' && sides && isWorking(sides) ? keyOf(sides) : null;
    const listed = part === 'api' && active === WORKING ? WORKING : null;
    this._comparisons.drop(key => key.includes(WORKING) && key !== compared);
    this._apis.drop(key => key === WORKING && key !== listed);
    if (compared !== null) {
      void this._comparisons.renew(compared);
    } else if (listed !== null) {
      void this._apis.renew(listed);
    } else {
      this._ask();
    }
  }

  private readonly _onAnswer = (): void => {
    if (!this._isDisposed) {
      this.changed.emit();
    }
  };

  private _releases: Releases | null = null;
  private _error: ApiError | null = null;
  private _entries: readonly IEntry[] = [];
  private _filter = '';
  private _active: string | null = null;
  private _part: Part = 'changelog';
  private _sides: ISides | null = null;
  private _isDisposed = false;
  private readonly _comparisons = new Answers<ReleaseComparison>(key => {
    const { base, head } = JSON.parse(key) as ISides;
    return this.client.compare(
      this.path,
      base,
      head === WORKING ? undefined : head
    );
  }, this._onAnswer);
  private readonly _apis = new Answers<ReleaseApi>(
    key => this.client.api(this.path, key === WORKING ? undefined : key),
    this._onAnswer
  );
}

function keyOf({ base, head }: ISides): string {
  return JSON.stringify({ base, head });
}

function isWorking({ head }: ISides): boolean {
  return head === WORKING;
}
