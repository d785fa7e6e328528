import { test as base } from '@jupyterlab/galata';

import { CiPage } from './ci';
import { GitFolder } from './gitFolder';

interface IFixtures {
  ci: CiPage;
  /** A repository in the test's folder, with a notebook that runs. */
  git: GitFolder;
}

/** galata's test, with a project that can be checked. */
export const test = base.extend<IFixtures>({
  ci: async ({ page }, provide) => {
    await provide(new CiPage(page));
  },
  git: async ({ tmpPath }, provide) => {
    const git = GitFolder.init(tmpPath);
    git.write('train.ipynb', ['prices = [1, 2, 3]', 'sum(prices)']);
    git.commit('Start');
    await provide(git);
  }
});

export { expect } from '@jupyterlab/galata';
