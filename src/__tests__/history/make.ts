import type { CommitFiles, CommitSummary } from '../../api/types';

/** The n-th commit of a branch, with the one before as its parent. */
export function makeCommit(
  n: number,
  change: Partial<CommitSummary> = {}
): CommitSummary {
  return {
    commit: idOf(n),
    parents: n > 0 ? [idOf(n - 1)] : [],
    author: 'Ada',
    email: 'ada@example.org',
    at: '2026-01-01T12:00:00Z',
    subject: `Change ${n}`,
    body: '',
    refs: [],
    path: null,
    ...change
  };
}

/** An id of the usual length. */
export function idOf(n: number): string {
  return String(n).padStart(40, '0');
}

/** A file that a commit changes, modified but for what is said. */
export function makeFile(
  change: Partial<CommitFiles['files'][number]> = {}
): CommitFiles['files'][number] {
  return {
    path: 'train.ipynb',
    old_path: null,
    kind: 'notebook',
    change: 'modified',
    ...change
  };
}
