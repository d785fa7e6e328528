import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** What of a notebook's panel is used in the page. */
interface INotebook {
  content: {
    activeCell: {
      editor: { getCursorPosition(): { line: number } } | null;
    } | null;
    widgets: {
      model: { sharedModel: { setSource(source: string): void } };
    }[];
  };
}

/** The section MODULES of the panel, and what leads to it. */
export class ModulesPage {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The panel itself. */
  get panel(): Locator {
    return this._page.locator('#mlops-panel');
  }

  /** The section, without its heading. */
  get section(): Locator {
    return this.panel.locator('.mlops-ModulesSection');
  }

  /** The list that takes the keyboard. */
  get list(): Locator {
    return this.section.getByRole('treegrid', { name: 'Modules' });
  }

  get rows(): Locator {
    return this.list.locator('.mlops-Module');
  }

  /** The package, and what is due. */
  get foot(): Locator {
    return this.section.locator('.mlops-ModulesFoot');
  }

  /** The notebook's cell that is active. */
  get activeCell(): Locator {
    return this._page.locator(
      '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell.jp-mod-active'
    );
  }

  /** A cell of the notebook that is looked at. */
  cell(index: number): Locator {
    return this._page
      .locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell')
      .nth(index);
  }

  /** The row with a text. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).first();
  }

  /** What is said, asked or compared below the row with a text. */
  block(text: string): Locator {
    return this.row(text).locator('xpath=following-sibling::*[1]');
  }

  /** Unfold or fold a module, or the difference of a cell. */
  async fold(text: string): Promise<void> {
    await this.row(text).locator('.mlops-Module-twisty > span').click();
  }

  /** Press one of the buttons below a row. */
  async choose(text: string, name: string): Promise<void> {
    await this.block(text).getByRole('button', { name }).click();
  }

  /** Press the button that does what is due. */
  async doNext(name: RegExp | string): Promise<void> {
    await this.foot.getByRole('button', { name }).click();
  }

  /** A toast. */
  toast(text: RegExp | string): Locator {
    return this._page.locator('.Toastify__toast').filter({ hasText: text });
  }

  async show(): Promise<void> {
    await this.execute('mlops:show-modules');
    await expect(this.section).toBeVisible();
  }

  /** Fold the panel's other sections, so that there is room. */
  async makeRoom(): Promise<void> {
    for (const title of ['Changes', 'Runs']) {
      const heading = this.panel
        .locator('.lm-AccordionPanel-title')
        .filter({ hasText: title });
      if ((await heading.getAttribute('aria-expanded')) === 'true') {
        await heading.locator('.lm-AccordionPanel-titleLabel').click();
      }
    }
  }

  /** Open a notebook and show the modules of its project. */
  async openNotebook(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
    await this.show();
  }

  /** Edit a cell of the notebook that is looked at, without saving. */
  async editCell(index: number, source: string): Promise<void> {
    await this._page.evaluate(
      ([at, text]) => {
        const { widgets } = (
          window.jupyterapp.shell.currentWidget as unknown as INotebook
        ).content;
        widgets[at]?.model.sharedModel.setSource(text);
      },
      [index, source] as const
    );
  }

  /** The line of the active cell's cursor, from 1. */
  cursorLine(): Promise<number> {
    return this._page.evaluate(() => {
      const { activeCell } = (
        window.jupyterapp.shell.currentWidget as unknown as INotebook
      ).content;
      return (activeCell?.editor?.getCursorPosition().line ?? -1) + 1;
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
