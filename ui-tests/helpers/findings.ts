import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** What checks have found, at the cells of the open notebook. */
export class FindingsPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The notebook that is looked at. */
  get notebook(): Locator {
    return this._page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  /** A cell, by its place from 0. */
  cell(index: number): Locator {
    return this.notebook.locator(
      `.jp-Cell[data-windowed-list-index="${index}"]`
    );
  }

  /** The picture beside a cell's prompt. */
  gutter(index: number): Locator {
    return this.cell(index).locator('.mlops-FindingGutter');
  }

  /** The messages below a cell's input. */
  messages(index: number): Locator {
    return this.cell(index).locator('.mlops-CellFinding');
  }

  /** Marked lines of a cell. */
  lines(index: number): Locator {
    return this.cell(index).locator('.mlops-FindingLine');
  }

  /** A toast. */
  toast(text: string): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  /** Open a notebook. */
  async open(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
  }

  /** Check the open notebook as it is on disk. */
  check(): Promise<void> {
    return this.execute('mlops:check-notebook');
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
