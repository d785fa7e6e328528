import type { CommitFiles, CommitSummary } from '../api/types';
import type { IDiffArgs } from '../tokens';

type File = CommitFiles['files'][number];

/** What a commit did to a file. */
export function commitDiff(commit: CommitSummary, file: File): IDiffArgs {
  const parent = commit.parents[0] ?? ':nothing';
  return {
    path: file.path,
    ...(file.old_path === null ? {} : { basePath: file.old_path }),
    base: file.change === 'added' ? ':nothing' : parent,
    head: file.change === 'deleted' ? ':nothing' : commit.commit
  };
}

/**
 * What has become of a file since a commit.
 *
 * @param now - Contents path that the file has now; null where it is not known to be another one.
 */
export function sinceDiff(
  commit: CommitSummary,
  file: File,
  now: string | null
): IDiffArgs {
  const path = now ?? file.path;
  return {
    path,
    ...(path === file.path ? {} : { basePath: file.path }),
    base: commit.commit,
    head: ':working'
  };
}
