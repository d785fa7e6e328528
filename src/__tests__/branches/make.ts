import type { Branch } from '../../api/types';

/** A local branch that follows none, but for what is said. */
export function makeBranch(name: string, change: Partial<Branch> = {}): Branch {
  return {
    name,
    remote: false,
    current: false,
    commit: '0123456789abcdef0123456789abcdef01234567',
    subject: 'Fit a model',
    at: '2026-01-01T12:00:00Z',
    upstream: null,
    worktree: null,
    ...change
  };
}
