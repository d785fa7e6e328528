import type { Repository, Status } from '../../api/types';

/** A repository in peace, but for what is said. */
export function makeRepository(change: Partial<Repository> = {}): Repository {
  return {
    path: 'work',
    name: 'work',
    parent: null,
    kind: 'repository',
    branch: 'main',
    commit: '0123456789abcdef0123456789abcdef01234567',
    upstream: { name: 'origin/main', ahead: 0, behind: 0, gone: false },
    remotes: ['origin'],
    state: 'normal',
    has_identity: true,
    lock: null,
    filters_notebooks: true,
    watched: true,
    ...change
  };
}

/** A repository without changes, but for what is said. */
export function makeStatus(change: Partial<Repository> = {}): Status {
  return {
    repository: makeRepository(change),
    folder: 'work',
    files: [],
    omitted: 0,
    outside: 0,
    outside_staged: 0
  };
}
