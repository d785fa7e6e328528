import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** The section CI of the panel, and what leads to it. */
export class CiPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The panel itself. */
  get panel(): Locator {
    return this._page.locator('#mlops-panel');
  }

  /** The section, without its heading. */
  get section(): Locator {
    return this.panel.locator('.mlops-CiSection');
  }

  /** The list that takes the keyboard. */
  get list(): Locator {
    return this.section.getByRole('treegrid', { name: 'Checks' });
  }

  get rows(): Locator {
    return this.list.locator('.mlops-CiRow');
  }

  /** What is said of HEAD, in the section: `here`, `GitHub`. */
  badge(name: string): Locator {
    return this.section
      .locator('.mlops-CiHead-badge')
      .filter({ hasText: name })
      .locator('.mlops-CiBadge');
  }

  /** The same in the status bar. */
  get statusItem(): Locator {
    return this._page.locator('#jp-main-statusbar .mlops-CiStatusItem');
  }

  /** What was done, and what is due. */
  get foot(): Locator {
    return this.section.locator('.mlops-CiFoot');
  }

  /** The notebook's cell that is active. */
  get activeCell(): Locator {
    return this._page.locator(
      '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell.jp-mod-active'
    );
  }

  /** The log that is looked at. */
  get log(): Locator {
    return this._page.locator('.mlops-CiLog:visible');
  }

  /** The row with a text. */
  row(text: RegExp | string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** What is said below the row with a text. */
  block(text: RegExp | string): Locator {
    return this.row(text).locator('xpath=following-sibling::*[1]');
  }

  /** Unfold or fold a row. */
  async fold(text: RegExp | string): Promise<void> {
    await this.row(text).locator('.mlops-CiRow-twisty > span').click();
  }

  /** Do what a row offers on hover. */
  async act(text: RegExp | string, name: string): Promise<void> {
    const row = this.row(text);
    await row.hover();
    await row.getByRole('button', { name }).click();
  }

  /** Narrow the list. */
  async filter(text: string): Promise<void> {
    await this.list.press('/');
    await this.section.getByRole('searchbox').fill(text);
  }

  /** A toast. */
  toast(text: RegExp | string): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  async show(): Promise<void> {
    await this.execute('mlops:show-ci');
    // A test may have said what is answered after the page had asked.
    await this.execute('mlops:refresh-ci');
    await expect(this.section).toBeVisible();
  }

  /** Fold the panel's other sections, so that there is room. */
  async makeRoom(): Promise<void> {
    for (const title of ['Changes', 'Runs', 'Modules']) {
      const heading = this.panel
        .locator('.lm-AccordionPanel-title')
        .filter({ hasText: title });
      if ((await heading.getAttribute('aria-expanded')) === 'true') {
        await heading.locator('.lm-AccordionPanel-titleLabel').click();
      }
    }
  }

  /** Open a notebook and show how its project stands. */
  async openNotebook(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
    await this.show();
    await this.makeRoom();
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
