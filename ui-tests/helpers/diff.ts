import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** As much as is needed of a notebook that is open. */
interface INotebook {
  context?: { path: string };
  model?: { sharedModel: { cells: { id: string; source: string }[] } };
}

/** The diff view. */
export class DiffView {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The view that is looked at. */
  get view(): Locator {
    return this._page.locator('.mlops-Diff:not(.lm-mod-hidden)');
  }

  get scroller(): Locator {
    return this.view.getByRole('region', { name: 'Differences' });
  }

  /** The changed cells. */
  get cells(): Locator {
    return this.view.locator('article[data-row]');
  }

  get current(): Locator {
    return this.view.locator('article[aria-current="true"]');
  }

  get map(): Locator {
    return this.view.getByRole('listbox', { name: 'Changed cells' });
  }

  /** A changed cell, by its id in the head, else in the base. */
  cell(id: string, side: 'base' | 'head' = 'head'): Locator {
    return this.view.locator(`article[data-row="${side} ${id}"]`);
  }

  toggle(name: string): Locator {
    return this.view.getByRole('button', { name, exact: true });
  }

  /** Open the view, and wait for what it shows. */
  async open(path: string, args: object = {}): Promise<void> {
    await this._page.evaluate(
      async ([given]) => {
        await window.jupyterapp.commands.execute('mlops:open-diff', given);
      },
      [{ path, ...args }] as const
    );
    await expect(this.scroller).toHaveAttribute('aria-busy', 'false');
  }

  /** The source of a cell of an open notebook, seen or not; null where there is none. */
  source(path: string, id: string): Promise<string | null> {
    return this._page.evaluate(
      ([name, cell]) => {
        const widgets = [
          ...window.jupyterapp.shell.widgets('main')
        ] as unknown as INotebook[];
        const open = widgets.find(each => each.context?.path === name);
        const cells = open?.model?.sharedModel.cells ?? [];
        return cells.find(each => each.id === cell)?.source ?? null;
      },
      [path, id] as const
    );
  }
}
