import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

import { begin } from './begin';
import type { RunsPanel } from './runs';

/** The tab of schedules, and the dialog of a job. */
export class SchedulesTab {
  constructor(
    private readonly _page: IJupyterLabPageFixture,
    private readonly _runs: RunsPanel
  ) {}

  /** The tab itself. */
  get tab(): Locator {
    return this._page.locator('.mlops-Schedules');
  }

  /** The list that takes the keyboard. */
  get list(): Locator {
    return this.tab.getByRole('treegrid', { name: 'Schedules' });
  }

  /** The jobs' rows, without unfolded details. */
  get rows(): Locator {
    return this.list.locator('.mlops-Job');
  }

  /** The unfolded details. */
  get details(): Locator {
    return this.list.locator('.mlops-JobDetails');
  }

  get dialog(): Locator {
    return this._page.locator('.mlops-JobDialog');
  }

  /** The next times in the dialog. */
  get preview(): Locator {
    return this.dialog.locator('.mlops-FirePreview');
  }

  /** The row of a job. */
  row(name: string): Locator {
    return this.rows.filter({
      has: this._page.getByText(name, { exact: true })
    });
  }

  async show(): Promise<void> {
    await this._runs.execute('mlops:show-jobs', { tab: 'schedules' });
    await expect(this.tab).toBeVisible();
  }

  /** Open the dialog of a new job. */
  async openDialog(path: string): Promise<void> {
    await begin(this._page, 'mlops:schedule-notebook', { path });
    await expect(this.dialog.getByLabel('Kernel')).toBeVisible();
  }

  /** Press a button of the dialog that closes it. */
  async save(label: 'Save' | 'Schedule'): Promise<void> {
    await this.dialog.getByRole('button', { name: label, exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Make a job without the dialog. */
  async add(name: string, path: string, more = {}): Promise<string> {
    const response = await this._page.request.post('/mlops/api/v1/jobs', {
      data: { name, path, schedule: YEARLY, ...more }
    });
    expect(response.status()).toBe(201);
    return ((await response.json()) as { id: string }).id;
  }

  /** Forget all jobs: they outlive the test's folder. */
  async clear(): Promise<void> {
    const response = await this._page.request.get('/mlops/api/v1/jobs');
    const { jobs } = (await response.json()) as { jobs: { id: string }[] };
    for (const { id } of jobs) {
      await this._page.request.delete(`/mlops/api/v1/jobs/${id}`);
    }
  }
}

/** A schedule that fires while no test looks. */
const YEARLY = {
  trigger: { kind: 'cron', expression: '30 1 1 1 *', timezone: 'UTC' }
};
