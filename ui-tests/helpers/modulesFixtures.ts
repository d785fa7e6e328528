import { test as base } from '@jupyterlab/galata';

import { GitFolder } from './gitFolder';
import { ModulesPage } from './modules';

/** Cells of the notebook: two are exported, one is not. */
export const CELLS = [
  '#| export\nimport math',
  '#| export\ndef scale(x, low=0.0, high=1.0):\n    return low + x * (high - low)',
  'scale(0.5)',
  '#| export\ndef norm(x, y):\n    return math.hypot(x, y)'
];

/** A project on disk: a package that a notebook exports to. */
export class ProjectFolder {
  constructor(readonly git: GitFolder) {}

  /** The module's text. */
  get module(): string {
    return this.git.read('src/prices/train.py');
  }

  /** Sources of the notebook's cells. */
  get sources(): string[] {
    const { cells } = JSON.parse(this.git.read('train.ipynb')) as {
      cells: { source: string | string[] }[];
    };
    return cells.map(({ source }) => [source].flat().join(''));
  }

  /** Edit the module as an editor does. */
  editModule(from: string, to: string): void {
    this.git.write('src/prices/train.py', replaced(this.module, from, to));
  }

  /** Edit a cell on disk, as another program does. */
  editCell(from: string, to: string): void {
    const text = this.git.read('train.ipynb');
    this.git.write('train.ipynb', replaced(text, from, to));
  }
}

/** A mistake in a test should not look like one in what is tested. */
function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) {
    throw new Error(`${from} is not in:\n${text}`);
  }
  return text.replace(from, to);
}

interface IFixtures {
  modules: ModulesPage;
  /** A repository in the test's folder, with a notebook that exports to a package. */
  project: ProjectFolder;
}

/** galata's test, with a project whose notebook has never been exported. */
export const test = base.extend<IFixtures>({
  modules: async ({ page }, provide) => {
    await provide(new ModulesPage(page));
  },
  project: async ({ tmpPath }, provide) => {
    const git = GitFolder.init(tmpPath);
    git.write(
      'pyproject.toml',
      '[project]\nname = "prices"\nversion = "1.2.0"\n'
    );
    git.write('train.ipynb', CELLS);
    git.commit('Start');
    await provide(new ProjectFolder(git));
  }
});

export { expect } from '@jupyterlab/galata';
