import * as path from 'path';

import { test as base } from '@jupyterlab/galata';

import { RunsPanel } from './runs';

/** Small notebooks, each about one thing. */
export const NOTEBOOKS = path.resolve(__dirname, '../notebooks');

/** galata's test, with the panel and the small notebooks in a folder of the test's own. */
export const test = base.extend<{ runs: RunsPanel }>({
  runs: async ({ page, tmpPath }, provide) => {
    await page.contents.uploadDirectory(NOTEBOOKS, tmpPath);
    const runs = new RunsPanel(page);
    await provide(runs);
  }
});

export { expect } from '@jupyterlab/galata';
