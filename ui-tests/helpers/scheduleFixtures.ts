import { test as base } from './fixtures';
import { SchedulesTab } from './schedules';
import { SweepsTab } from './sweeps';

/** The runs' test, with the tabs of schedules and sweeps; no job is left over. */
export const test = base.extend<{
  schedules: SchedulesTab;
  sweeps: SweepsTab;
}>({
  schedules: async ({ page, runs }, provide) => {
    const schedules = new SchedulesTab(page, runs);
    await schedules.clear();
    await provide(schedules);
    await schedules.clear();
  },
  sweeps: async ({ page, runs }, provide) => {
    await provide(new SweepsTab(page, runs));
  }
});

export { expect } from '@jupyterlab/galata';
