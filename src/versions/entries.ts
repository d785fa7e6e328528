import type { ReleaseEntry, Releases } from '../api/types';

/** Key of what is in the working folder, beside those of versions. */
export const WORKING = ':working';

/** A row: a version, or what is in the working folder. */
export interface IEntry {
  /** The version, else `WORKING`. */
  readonly key: string;
  /** Null for the working folder. */
  readonly release: ReleaseEntry | null;
  /** How many public names it has more than the version before it; null where there is none. */
  readonly growth: number | null;
  /** Whether it is the newest version. */
  readonly isLatest: boolean;
  /** Whether it is not in the package index, as others are. */
  readonly isOnlyHere: boolean;
}

const WORKING_ENTRY: IEntry = {
  key: WORKING,
  release: null,
  growth: null,
  isLatest: false,
  isOnlyHere: false
};

/** The rows that pass a filter: the working folder, then the versions, newest first. */
export function entriesOf(releases: Releases, filter: string): IEntry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const isPublisher = releases.releases.some(each => each.files.length > 0);
  const entries = releases.releases.map((release, index, all): IEntry => ({
    key: release.version,
    release,
    growth: growthOf(release, all[index + 1]),
    isLatest: index === 0,
    isOnlyHere: isPublisher && release.files.length === 0
  }));
  return [
    ...(words.length === 0 ? [WORKING_ENTRY] : []),
    ...entries.filter(({ release }) => release && passes(release, words))
  ];
}

/** The version before another one; null for the first, and for one that is not known. */
export function versionBefore(releases: Releases, key: string): string | null {
  const { releases: all } = releases;
  const index = all.findIndex(each => each.version === key);
  const before = key === WORKING ? all[0] : index >= 0 && all[index + 1];
  return before ? before.version : null;
}

function growthOf(
  release: ReleaseEntry,
  before: ReleaseEntry | undefined
): number | null {
  return before ? release.api_size - before.api_size : null;
}

function passes(release: ReleaseEntry, words: readonly string[]): boolean {
  const { version, tag, commit, author, changelog } = release;
  const text = [version, tag, author, changelog].join('\n').toLowerCase();
  return words.every(word => text.includes(word) || commit.startsWith(word));
}
