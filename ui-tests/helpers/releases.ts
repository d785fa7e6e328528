import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

import { begin } from './begin';

/** The dialog of a release, and the list of versions. */
export class ReleasesPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  get dialog(): Locator {
    return this._page.locator('.mlops-ReleaseDialog');
  }

  /** The version that is released. */
  get version(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Version' });
  }

  /** A button that chooses the version of a step. */
  step(word: 'patch' | 'minor' | 'major'): Locator {
    return this.dialog
      .locator('.mlops-ReleaseSteps button')
      .filter({ hasText: word });
  }

  /** Which step is advised, and why. */
  get advice(): Locator {
    return this.dialog.getByRole('region', { name: 'Advice' });
  }

  /** What stands in the way. */
  get problems(): Locator {
    return this.dialog.getByRole('region', { name: 'What stands in the way' });
  }

  /** What has to be ticked where the version contradicts the advice. */
  get confirmation(): Locator {
    return this.dialog.locator('.mlops-Contradiction input');
  }

  get changelog(): Locator {
    return this.dialog.getByRole('textbox', { name: 'Changelog' });
  }

  get publishSwitch(): Locator {
    return this.dialog.getByRole('switch');
  }

  /** The dialog's primary button. */
  get accept(): Locator {
    return this.dialog.locator('.jp-mod-accept');
  }

  /** What is shown once it is released. */
  get done(): Locator {
    return this.dialog.locator('.mlops-ReleaseDone');
  }

  /** The list of versions with what is shown of one. */
  get view(): Locator {
    return this._page.locator('.mlops-Versions:visible');
  }

  /** What takes the keyboard. */
  get list(): Locator {
    return this.view.getByRole('listbox', { name: 'Versions' });
  }

  get rows(): Locator {
    return this.list.getByRole('option');
  }

  /** The row of a version, or of the working folder. */
  row(version: string): Locator {
    return this.list.locator(`[data-version="${version}"]`);
  }

  get workingRow(): Locator {
    return this.row(':working');
  }

  get filter(): Locator {
    return this.view.getByLabel('Filter versions');
  }

  /** What is shown of the active version. */
  get details(): Locator {
    return this.view.locator('.mlops-VersionDetails');
  }

  /** A button of the active version. */
  button(name: string): Locator {
    return this.details.getByRole('button', { name, exact: true });
  }

  /** Changes of the API, in the dialog or between versions. */
  changes(within: Locator): Locator {
    return within.locator('.mlops-ApiChange');
  }

  /** The code of a module that differs. */
  module(name: string): Locator {
    return this.details.getByRole('region', { name, exact: true });
  }

  /** Open the dialog of a release, up to what is advised. */
  async openDialog(project: string): Promise<void> {
    await begin(this._page, 'mlops:release', { path: project });
    await expect(this.version).toBeVisible({ timeout: 30_000 });
  }

  /** Release what is there; the dialog stays to say so. */
  async release(): Promise<void> {
    await this.accept.click();
    await expect(this.done).toBeVisible({ timeout: 60_000 });
  }

  /** Open the list of versions. */
  async showVersions(project: string): Promise<void> {
    await begin(this._page, 'mlops:show-versions', { path: project });
    await expect(this.view).toBeVisible();
  }
}
