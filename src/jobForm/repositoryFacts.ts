import type { GitClient } from '../api/gitClient';

/** What a form suggests of the repository that a notebook lies in. */
export interface IRepositoryFacts {
  /** Names of the branches, the present one first. */
  branches: readonly string[];
  /** The newest commit; empty outside of a repository. */
  commit: string;
}

/** Nothing to suggest. */
export const NO_REPOSITORY: IRepositoryFacts = { branches: [], commit: '' };

/**
 * Ask for branches and commit of the repository that a notebook lies in.
 *
 * They are suggestions: where they can't be known, names can be typed all the same.
 */
export async function repositoryFacts(
  git: GitClient | null,
  path: string
): Promise<IRepositoryFacts> {
  try {
    const { repository } = (await git?.status(path)) ?? {};
    if (!git || !repository) {
      return NO_REPOSITORY;
    }
    const branches = await git.branches(repository.path);
    const own = repository.branch === null ? [] : [repository.branch];
    const names = branches.map(each => each.name);
    return {
      branches: [...new Set([...own, ...names])],
      commit: repository.commit ?? ''
    };
  } catch {
    return NO_REPOSITORY;
  }
}
