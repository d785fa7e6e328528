import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** Repository line, branches, remotes and history. */
export class RepositoryPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The line at the top of the panel. */
  get line(): Locator {
    return this._page.locator('#mlops-panel .mlops-RepositoryLine');
  }

  /** The branch, as the line shows it. */
  get branch(): Locator {
    return this.line.locator('.mlops-RepositoryLine-branch');
  }

  get statusItem(): Locator {
    return this._page.locator('.mlops-StatusItem:not(.mlops-CiStatusItem)');
  }

  /** What runs, below the line. */
  get operations(): Locator {
    return this._page.locator('#mlops-panel .mlops-Operation');
  }

  /** The list of branches. */
  get picker(): Locator {
    return this._page.locator('.mlops-Picker');
  }

  get pickerBox(): Locator {
    return this.picker.getByRole('combobox');
  }

  /** The dialog in front. */
  get dialog(): Locator {
    return this._page.locator('.jp-Dialog');
  }

  get history(): Locator {
    return this._page.locator('.mlops-History');
  }

  get commits(): Locator {
    return this.history.locator('.mlops-Commit');
  }

  get commitFiles(): Locator {
    return this.history.locator('.mlops-CommitFile');
  }

  /** A notification. */
  toast(text: string | RegExp): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  /** A button of the line, by the start of its title. */
  button(title: string): Locator {
    return this.line.getByRole('button', { name: new RegExp(`^${title}`) });
  }

  /** A button of the dialog in front. */
  dialogButton(label: string): Locator {
    return this.dialog.getByRole('button', { name: label, exact: true });
  }

  /** Answer what git asks, once it does. */
  async answer(
    question: string,
    text: string,
    remember = false
  ): Promise<void> {
    await expect(this.dialog).toContainText(question);
    await this.dialog.locator('input:not([type="checkbox"])').fill(text);
    if (remember) {
      await this.dialog.getByLabel(/Remember/).check();
    }
    await this.dialogButton('Continue').click();
  }

  /** Look at a folder, with the panel open. */
  async open(folder: string): Promise<void> {
    await this._page.filebrowser.openDirectory(folder);
    await this.reveal();
  }

  /** Open the panel. */
  async reveal(): Promise<void> {
    const tab = this._page.getByRole('tab', { name: 'MLOps' });
    if (!(await this._page.locator('#mlops-panel').isVisible())) {
      await tab.click();
    }
    await expect(this.line).toBeVisible();
  }

  /** Execute a command without waiting for its end. */
  async execute(command: string, args = {}): Promise<void> {
    await this._page.evaluate(
      ([id, values]) => {
        void window.jupyterapp.commands.execute(id, values);
      },
      [command, args] as const
    );
  }
}
