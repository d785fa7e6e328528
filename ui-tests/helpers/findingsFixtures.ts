import { test as base } from '@jupyterlab/galata';

import { ChangesPage } from './changes';
import { FindingsPage } from './findings';
import { GitFolder } from './gitFolder';

/** These tests are about how findings are shown: a few quick checks will do. */
const OFF = ['imports', 'paths', 'execute', 'test', 'reproduce'];

const SETTINGS = [
  '[project]\nname = "demo"\nversion = "0.1.0"\n',
  ...OFF.map(
    check => `[tool.jupyter-mlops.checks.${check}]\nseverity = "off"\n`
  )
].join('\n');

/** A notebook with an unused import and a name that is used before it is there. */
export const CELLS = [
  'import os\nimport math',
  'area = math.pi * radius**2',
  'radius = 2',
  'area'
];

interface IFixtures {
  findings: FindingsPage;
  changes: ChangesPage;
  /** A project in the test's folder, in version control, with something wrong in it. */
  project: GitFolder;
}

/** galata's test, with a project in which the checks find something. */
export const test = base.extend<IFixtures>({
  findings: async ({ page }, provide) => {
    await provide(new FindingsPage(page));
  },
  changes: async ({ page }, provide) => {
    await provide(new ChangesPage(page));
  },
  project: async ({ tmpPath }, provide) => {
    const project = GitFolder.init(tmpPath);
    project.write('pyproject.toml', SETTINGS);
    project.write('train.ipynb', CELLS);
    project.commit('Start');
    await provide(project);
  }
});

export { expect } from '@jupyterlab/galata';
