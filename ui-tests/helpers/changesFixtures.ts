import { test as base } from '@jupyterlab/galata';

import { ChangesPage } from './changes';
import { GitFolder } from './gitFolder';

/** A code cell: its source, and what it has printed. */
export interface ICell {
  source: string;
  printed?: string;
}

/** A notebook as JupyterLab writes it, so that opening it changes nothing. */
export function notebook(cells: readonly ICell[]): string {
  const content = {
    cells: cells.map(({ source, printed }, index) => ({
      cell_type: 'code',
      execution_count: printed === undefined ? null : index + 1,
      id: `cell-${index}`,
      metadata: {},
      outputs:
        printed === undefined
          ? []
          : [{ name: 'stdout', output_type: 'stream', text: [printed] }],
      source: source.split(/(?<=\n)/)
    })),
    metadata: {
      kernelspec: {
        display_name: 'Python 3 (ipykernel)',
        language: 'python',
        name: 'python3'
      },
      language_info: { name: 'python' }
    },
    nbformat: 4,
    nbformat_minor: 5
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** The notebook in the last commit. */
export const COMMITTED: readonly ICell[] = [
  { source: 'import numpy as np', printed: '' },
  { source: 'alpha = 0.5', printed: 'half\n' },
  { source: 'beta = 1', printed: 'one\n' },
  { source: 'gamma = 2', printed: 'two\n' }
];

/** The notebook at work: three cells edited and rerun. */
export const WORKING: readonly ICell[] = [
  { source: 'import numpy as np', printed: '' },
  { source: 'alpha = 0.1', printed: 'a tenth\n' },
  { source: 'beta = 10', printed: 'ten\n' },
  { source: 'gamma = 20', printed: 'twenty\n' }
];

interface IFixtures {
  changes: ChangesPage;
  /** A repository in the test's folder, with a notebook and a text that were changed. */
  git: GitFolder;
}

/** galata's test, with a repository in which something has changed. */
export const test = base.extend<IFixtures>({
  changes: async ({ page }, provide) => {
    await provide(new ChangesPage(page));
  },
  git: async ({ tmpPath }, provide) => {
    const git = GitFolder.init(tmpPath);
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}\n`);
    git.write('train.ipynb', notebook(COMMITTED));
    git.write('lib/features.py', lines.join(''));
    git.commit('Start');
    git.write('train.ipynb', notebook(WORKING));
    const edited = lines.map((line, index) =>
      index === 2 || index === 20 ? `new ${line}` : line
    );
    git.write('lib/features.py', edited.join(''));
    await provide(git);
  }
});

export { expect } from '@jupyterlab/galata';
