import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

import { begin } from './begin';
import type { RunsPanel } from './runs';

/** The tab of sweeps, the page of one, and its dialog. */
export class SweepsTab {
  constructor(
    private readonly _page: IJupyterLabPageFixture,
    private readonly _runs: RunsPanel
  ) {}

  /** The tab itself. */
  get tab(): Locator {
    return this._page.locator('.mlops-Sweeps');
  }

  /** The sweeps' rows. */
  get rows(): Locator {
    return this.tab.locator('.mlops-Sweep');
  }

  /** The page of a sweep. */
  get view(): Locator {
    return this._page.locator('.mlops-SweepPage:visible');
  }

  /** The table of its runs. */
  get table(): Locator {
    return this.view.getByRole('grid', { name: 'Runs of the sweep' });
  }

  /** Its rows, without the head. */
  get runs(): Locator {
    return this.table.locator('[data-run]');
  }

  get dialog(): Locator {
    return this._page.locator('.mlops-SweepDialog');
  }

  /** The dialog's primary button. */
  get start(): Locator {
    return this.dialog.locator('.jp-mod-accept');
  }

  /** An input of the dialog. */
  field(name: string): Locator {
    return this.dialog.getByLabel(name, { exact: true });
  }

  async show(): Promise<void> {
    await this._runs.execute('mlops:show-jobs', { tab: 'sweeps' });
    await expect(this.tab).toBeVisible();
  }

  /** Open the dialog of a new sweep. */
  async openDialog(path: string): Promise<void> {
    await begin(this._page, 'mlops:sweep-notebook', { path });
    await expect(this.field('Metric')).toBeVisible();
  }

  /** Start a sweep without the dialog, and open its page. */
  async open(path: string, values: object, more = {}): Promise<string> {
    const response = await this._page.request.post('/mlops/api/v1/sweeps', {
      data: { path, space: { kind: 'grid', values }, ...more }
    });
    expect(response.status()).toBe(201);
    const { id } = (await response.json()) as { id: string };
    await this._runs.execute('mlops:open-sweep', { id });
    await expect(this.table).toBeVisible();
    return id;
  }
}
