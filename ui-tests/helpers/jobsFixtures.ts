import { test as base } from './fixtures';
import { JobsView, RunPageView } from './jobs';

/** The test of runs, with the view of jobs and the page of a run. */
export const test = base.extend<{ jobs: JobsView; runPage: RunPageView }>({
  jobs: async ({ page }, provide) => {
    await provide(new JobsView(page));
  },
  runPage: async ({ page }, provide) => {
    await provide(new RunPageView(page));
  }
});

export { expect } from '@jupyterlab/galata';
