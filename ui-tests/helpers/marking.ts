import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** What cells of the open notebook are marked with, and what marks them. */
export class MarkingPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The notebook that is looked at. */
  get notebook(): Locator {
    return this._page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  get cells(): Locator {
    return this.notebook.locator('.jp-Notebook .jp-Cell');
  }

  /** A cell, by its place from 0. */
  cell(index: number): Locator {
    return this.notebook.locator(
      `.jp-Cell[data-windowed-list-index="${index}"]`
    );
  }

  /** The badges of a cell. */
  badges(index: number): Locator {
    return this.cell(index).locator('.mlops-CellBadge');
  }

  /** The toolbar's control. */
  get control(): Locator {
    return this.notebook.locator('.mlops-MarkControl');
  }

  /** What the control says of the active cell. */
  get mark(): Locator {
    return this.control.locator('.mlops-MarkControl-text');
  }

  /** The open menu. */
  get menu(): Locator {
    return this._page.locator('.mlops-Menu');
  }

  /** The line above a module's text. */
  get bar(): Locator {
    return this._page.locator('.mlops-ModuleBar:not(.lm-mod-hidden)');
  }

  item(label: string): Locator {
    return this.menu.getByText(label, { exact: true });
  }

  /** An entry of any of JupyterLab's menus. */
  menuItem(label: string): Locator {
    return this._page
      .locator('.lm-Menu-item')
      .filter({ has: this._page.getByText(label, { exact: true }) });
  }

  /** A toast. */
  toast(text: string): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  /** Make cells the chosen ones, the first by a click and the others with Shift. */
  async select(first: number, last = first): Promise<void> {
    await this.cell(first).locator('.jp-InputPrompt').click();
    if (last !== first) {
      await this.cell(last)
        .locator('.jp-InputPrompt')
        .click({ modifiers: ['Shift'] });
    }
  }

  /** Choose a mark for the chosen cells from the toolbar. */
  async choose(label: string): Promise<void> {
    await this.control.getByRole('button').click();
    await this.item(label).click();
  }

  /** Open a notebook. */
  async open(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
    await expect(this.control).toBeVisible();
  }

  /** Cells of the open notebook as they would be saved. */
  content(): Promise<{ source: string; tags: string[] }[]> {
    return this._page.evaluate(() => {
      const { currentWidget } = window.jupyterapp.shell;
      const panel = currentWidget as unknown as {
        context: { model: { toJSON: () => unknown } };
      };
      const { cells } = panel.context.model.toJSON() as {
        cells: { source: string | string[]; metadata: { tags?: string[] } }[];
      };
      return cells.map(({ source, metadata }) => ({
        source: [source].flat().join(''),
        tags: metadata.tags ?? []
      }));
    });
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
