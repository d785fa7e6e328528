import { execFileSync } from 'child_process';
import * as path from 'path';

import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** The view *Jobs*, and its table of runs. */
export class JobsView {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  get view(): Locator {
    return this._page.locator('.mlops-Jobs');
  }

  /** The header's group that says how the queue stands. */
  get queue(): Locator {
    return this.view.getByRole('group', { name: 'Queue' });
  }

  /** The table, which takes the keyboard. */
  get table(): Locator {
    return this.view.getByRole('treegrid', { name: 'Runs' });
  }

  /** Rows that are drawn, without the head. */
  get rows(): Locator {
    return this.table.locator('[data-row]');
  }

  get filter(): Locator {
    return this.view.getByRole('combobox', { name: 'Filter runs' });
  }

  get suggestions(): Locator {
    return this.view.getByRole('listbox', { name: 'Suggestions' });
  }

  /** How much is loaded, or ticked. */
  get foot(): Locator {
    return this.view.locator('.mlops-RunTable-foot');
  }

  tab(name: string): Locator {
    return this.view.getByRole('tab', { name });
  }

  row(id: string): Locator {
    return this.table.locator(`[data-row="${id}"]`);
  }

  /** A button that shows while something is ticked. */
  bulk(name: RegExp | string): Locator {
    return this.foot.getByRole('button', { name });
  }

  async show(tab = 'runs'): Promise<void> {
    await this.execute('mlops:show-jobs', { tab });
    await expect(this.view).toBeVisible();
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

/** The page of a run. */
export class RunPageView {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The page that is looked at. */
  get view(): Locator {
    return this._page.locator('.mlops-RunPage:not(.lm-mod-hidden)');
  }

  get title(): Locator {
    return this.view.locator('.mlops-PageHeader-title');
  }

  get header(): Locator {
    return this.view.locator('.mlops-PageHeader');
  }

  /** The notebook as it fills. */
  get notebook(): Locator {
    return this.view.getByRole('region', { name: 'Notebook' });
  }

  get cells(): Locator {
    return this.notebook.locator('.mlops-PageCell');
  }

  /** The cell at work. */
  get current(): Locator {
    return this.notebook.locator('[aria-current="step"]');
  }

  tab(name: string): Locator {
    return this.view.getByRole('tab', { name });
  }

  async open(id: string): Promise<void> {
    await this._page.evaluate(
      async ([run]) => {
        await window.jupyterapp.commands.execute('mlops:open-run', { id: run });
      },
      [id] as const
    );
    await expect(this.title).toBeVisible();
  }
}

/** Fill the server's store with runs of a notebook that have ended; 0 takes them away. */
export function fillStore(notebook: string, count: number): void {
  const home = process.env.JUPYTER_MLOPS_HOME ?? '';
  const root = process.env.MLOPS_TEST_ROOT ?? '';
  const script = path.join(__dirname, 'fill_store.py');
  const file = path.join(root, notebook);
  execFileSync('python', [script, home, file, String(count)]);
}
