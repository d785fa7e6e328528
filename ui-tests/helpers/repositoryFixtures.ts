import { test as base } from '@jupyterlab/galata';

import { GitFolder } from './gitFolder';
import { HttpRemote } from './httpRemote';
import { RepositoryPage } from './repository';

interface IFixtures {
  repository: RepositoryPage;
  /** A repository in the test's folder, with a notebook and a text in one commit. */
  git: GitFolder;
  /** An empty repository behind a password. */
  remote: HttpRemote;
}

/** galata's test, with repositories. */
export const test = base.extend<IFixtures>({
  repository: async ({ page }, provide) => {
    await provide(new RepositoryPage(page));
  },
  git: async ({ tmpPath }, provide) => {
    const git = GitFolder.init(tmpPath);
    git.write('a.ipynb', ['a = 1', 'print(a)']);
    git.write('notes.txt', 'one\ntwo\n');
    git.commit('Start');
    await provide(git);
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern, even of nothing
  remote: async ({}, provide) => {
    const remote = await HttpRemote.start();
    await provide(remote);
    remote.stop();
  }
});

export { expect } from '@jupyterlab/galata';
