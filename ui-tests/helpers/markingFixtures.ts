import { test as base } from '@jupyterlab/galata';

import { GitFolder } from './gitFolder';
import { MarkingPage } from './marking';

/** A notebook in which nothing is marked yet. */
const CELLS = [
  'import math',
  'def area(radius):\n    return math.pi * radius**2',
  'assert area(0) == 0',
  '#| export shapes\ndef edge(area):\n    return area**0.5',
  'area(2)'
];

interface IFixtures {
  marking: MarkingPage;
  /** A project in the test's folder, in version control. */
  project: GitFolder;
}

/** galata's test, with a project whose cells are to become modules. */
export const test = base.extend<IFixtures>({
  marking: async ({ page }, provide) => {
    await provide(new MarkingPage(page));
  },
  project: async ({ tmpPath }, provide) => {
    const project = GitFolder.init(tmpPath);
    project.write(
      'pyproject.toml',
      '[project]\nname = "demo"\nversion = "0.1.0"\n'
    );
    project.write('01_circle.ipynb', CELLS);
    project.commit('Start');
    await provide(project);
  }
});

export { expect } from '@jupyterlab/galata';
