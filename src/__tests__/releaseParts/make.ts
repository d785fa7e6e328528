import type {
  ApiChange,
  Released,
  ReleaseEntry,
  ReleasePlan
} from '../../api/types';

/** A plan that leads from 1.2.0 to 1.3.0. */
export function makePlan(change: Partial<ReleasePlan> = {}): ReleasePlan {
  return {
    package: 'emb',
    latest: '1.2.0',
    advised: '1.3.0',
    version: '1.3.0',
    level: 'minor',
    reasons: [makeChange()],
    contradicts: false,
    changelog: '### Added\n\n- `scale`',
    problems: [],
    index: '/srv/index',
    ...change
  };
}

/** A name that was added. */
export function makeChange(change: Partial<ApiChange> = {}): ApiChange {
  return {
    level: 'minor',
    kind: 'added',
    name: 'features.scale',
    message: '`features.scale` is new.',
    notebook: 'work/train.ipynb',
    index: 3,
    ...change
  };
}

/** A version that was published. */
export function makeEntry(
  version: string,
  change: Partial<ReleaseEntry> = {}
): ReleaseEntry {
  return {
    version,
    tag: `v${version}`,
    commit: '0123456789abcdef0123456789abcdef01234567',
    date: '2026-01-01T12:00:00Z',
    author: 'Ada',
    changelog: '- `scale`',
    api_size: 3,
    files: [
      {
        name: `emb-${version}-py3-none-any.whl`,
        size: 2048,
        sha256: 'ab'.repeat(32)
      }
    ],
    ...change
  };
}

/** What a release answers. */
export function makeReleased(version: string): Released {
  return {
    release: makeEntry(version),
    dist: 'work/dist',
    index_url: 'file:///srv/index/simple'
  };
}
