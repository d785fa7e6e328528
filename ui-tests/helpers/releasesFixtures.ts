import { test as base } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { expect } from '@playwright/test';

import { GitFolder } from './gitFolder';
import { ReleasesPage } from './releases';

const PYPROJECT = `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "emb"
version = "0.1.0"
requires-python = ">=3.10"

[tool.hatch.build.targets.wheel]
packages = ["src/emb"]

[tool.jupyter-mlops.modules]
index = ".index"
`;

/** Cells that are exported, version by version. */
export const CELLS = {
  embed: 'def embed(text):\n    """A vector."""\n    return [len(text)]',
  scale: 'def scale(x, by=1.0):\n    """A multiple."""\n    return x * by',
  fit: 'def fit(X, y, alpha=0.5):\n    """A model."""\n    return alpha'
} as const;

/** A package that notebooks export to, in a repository of the test's own. */
export class Package {
  constructor(
    readonly git: GitFolder,
    private readonly _page: IJupyterLabPageFixture,
    private readonly _path: string
  ) {}

  /** Write the notebook with some exported cells. */
  write(...cells: readonly string[]): void {
    const exported = cells.map(cell => `#| export\n${cell}`);
    this.git.write('features.ipynb', ['import this', ...exported]);
  }

  /** Export, and commit all that is there. */
  async export(message: string): Promise<void> {
    const response = await this._page.request.post(
      '/mlops/api/v1/modules/export',
      { data: { path: this._path } }
    );
    expect(response.status(), await response.text()).toBe(200);
    this.git.commit(message);
  }

  /** Release a version without the dialog. */
  async release(version: string, more = {}): Promise<void> {
    const data = { path: this._path, version, changelog: '', confirmed: true };
    const response = await this._page.request.post('/mlops/api/v1/releases', {
      data: { ...data, ...more }
    });
    expect(response.status(), await response.text()).toBeLessThan(300);
  }

  /** Tag what is committed as versions, as another tool would have done. */
  tag(...versions: readonly string[]): void {
    for (const version of versions) {
      this.git.git('tag', '-a', `v${version}`, '-m', `emb ${version}`);
    }
  }
}

interface IFixtures {
  releases: ReleasesPage;
  /** A package with one function, exported and committed. */
  emb: Package;
}

/** galata's test, with a package to release. */
export const test = base.extend<IFixtures>({
  releases: async ({ page }, provide) => {
    await provide(new ReleasesPage(page));
  },
  emb: async ({ page, tmpPath }, provide) => {
    const git = GitFolder.init(tmpPath);
    const emb = new Package(git, page, tmpPath);
    git.write('pyproject.toml', PYPROJECT);
    git.write('.gitignore', '.index/\n');
    git.write('src/emb/__init__.py', '');
    emb.write(CELLS.embed);
    await emb.export('Start');
    await provide(emb);
  }
});

export { expect } from '@jupyterlab/galata';
