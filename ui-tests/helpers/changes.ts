import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** The section CHANGES of the panel, and what leads to it. */
export class ChangesPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The panel itself. */
  get panel(): Locator {
    return this._page.locator('#mlops-panel');
  }

  /** The section, without its heading. */
  get section(): Locator {
    return this.panel.locator('.mlops-ChangesSection');
  }

  /** The list that takes the keyboard. */
  get list(): Locator {
    return this.section.getByRole('treegrid', { name: 'Changes' });
  }

  get rows(): Locator {
    return this.list.locator('.mlops-Change');
  }

  /** The rows of files, without what is in them. */
  get files(): Locator {
    return this.list.locator('.mlops-Change.mlops-mod-file');
  }

  get message(): Locator {
    return this.section.locator('.mlops-CommitBox-message');
  }

  get commitButton(): Locator {
    return this.section.locator('.mlops-CommitBox-buttons button').first();
  }

  /** What went wrong with the commit. */
  get trouble(): Locator {
    return this.section.locator('.mlops-CommitError');
  }

  /** The commit that was made just now. */
  get made(): Locator {
    return this.section.locator('.mlops-CommitBox-last');
  }

  /** How many cells the notebook's toolbar says have changed. */
  get badge(): Locator {
    return this._page.locator(
      '.jp-NotebookPanel:not(.lm-mod-hidden) .mlops-ChangesBadge-count'
    );
  }

  /** The row with a text. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** A row's tick. */
  tick(text: string): Locator {
    return this.row(text).getByRole('checkbox');
  }

  /** Unfold or fold a file. */
  async fold(text: string): Promise<void> {
    await this.row(text).locator('.mlops-Change-twisty').click();
  }

  /** Press one of the buttons that a row shows on hover. */
  async act(text: string, name: string): Promise<void> {
    await this.row(text).hover();
    await this.row(text).getByRole('button', { name }).click();
  }

  /** Choose from a row's menu. */
  async choose(text: string, label: string): Promise<void> {
    await this.row(text).click({ button: 'right' });
    await this.menuItem(label).click();
  }

  /** Choose from the menu beside the button that commits. */
  async chooseWay(label: string): Promise<void> {
    await this.section
      .getByRole('button', { name: 'More ways to commit' })
      .click();
    await this.menuItem(label).click();
  }

  menuItem(label: string): Locator {
    return this._page.locator('.mlops-Menu').getByText(label, { exact: true });
  }

  /** A toast. */
  toast(text: string): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  async show(): Promise<void> {
    await this.execute('mlops:show-changes');
    await expect(this.section).toBeVisible();
  }

  /** Open a notebook and show its repository. */
  async openNotebook(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
    await this._page.waitForFunction(
      () =>
        document.querySelector(
          '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
        ) !== null
    );
    await this.show();
  }

  /** Look at a folder without opening anything. */
  async openFolder(path: string): Promise<void> {
    await this._page.filebrowser.openDirectory(path);
    await this.show();
  }

  execute(command: string, args = {}): Promise<void> {
    return this._page.evaluate(
      async ([id, values]) => {
        await window.jupyterapp.commands.execute(id, values);
      },
      [command, args] as const
    );
  }
}
