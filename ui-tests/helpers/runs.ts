import { expect } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';

/** States as rows say them. */
export type State =
  'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost';

/** What is typed, by parameter. */
type Values = Record<string, string>;

/** The section RUNS of the panel, the dialog of a new run, and what leads to them. */
export class RunsPanel {
  constructor(private readonly _page: IJupyterLabPageFixture) {}

  /** The panel itself. */
  get panel(): Locator {
    return this._page.locator('#mlops-panel');
  }

  /** The list that takes the keyboard. */
  get list(): Locator {
    return this.panel.getByRole('treegrid', { name: 'Runs' });
  }

  /** The runs' rows, without unfolded details. */
  get rows(): Locator {
    return this.list.locator('.mlops-Run');
  }

  /** The unfolded details. */
  get details(): Locator {
    return this.list.locator('.mlops-RunDetails');
  }

  get filterBox(): Locator {
    return this.panel.getByRole('searchbox');
  }

  get dialog(): Locator {
    return this._page.locator('.mlops-RunDialog');
  }

  /** The button in the notebook's toolbar. */
  get toolbarButton(): Locator {
    return this._page
      .locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Toolbar')
      .getByRole('button', { name: 'Run as job' });
  }

  /** The notebook that is looked at. */
  get notebook(): Locator {
    return this._page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  /** A parameter's input in the dialog. */
  field(name: string): Locator {
    return this.dialog.getByLabel(name, { exact: true });
  }

  /** The row of a run. */
  row(id: string): Locator {
    return this.list.locator(`.mlops-Run[data-run="${id}"]`);
  }

  /** A state's rows. */
  inState(state: State): Locator {
    return this.list.locator(`.mlops-Run.mlops-mod-${state}`);
  }

  async show(): Promise<void> {
    await this.execute('mlops:show-runs');
    await expect(this.panel).toBeVisible();
  }

  /** Open a notebook and save what JupyterLab adds to it, so that it has no unsaved changes. */
  async openNotebook(path: string): Promise<void> {
    await this._page.notebook.openByPath(path);
    await this._page.notebook.activate(path.split('/').pop() ?? path);
    await this._page.waitForFunction(
      () =>
        document.querySelector(
          '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
        ) !== null
    );
    await this._page.notebook.save();
  }

  /** Open the dialog from the notebook's toolbar. */
  async openDialog(): Promise<void> {
    await this.toolbarButton.click();
    await expect(this.dialog.getByLabel('Kernel')).toBeVisible();
  }

  /** Press the dialog's primary button. */
  async run(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Run a notebook through its dialog. */
  async runNotebook(path: string, values: Values = {}): Promise<void> {
    await this.openNotebook(path);
    await this.openDialog();
    for (const [name, value] of Object.entries(values)) {
      await this.field(name).fill(value);
    }
    await this.run();
  }

  /** Start a run without the dialog, and see it come to a state in the panel. */
  async startAndSee(path: string, state: State, given = {}): Promise<Locator> {
    await this.show();
    const row = this.row(await this.start(path, given));
    await expect(row).toHaveClass(new RegExp(`mlops-mod-${state}`));
    return row;
  }

  /** Start a run without the dialog. */
  async start(path: string, parameters = {}): Promise<string> {
    const response = await this._page.request.post('/mlops/api/v1/runs', {
      data: { path, parameters }
    });
    expect(response.status()).toBe(201);
    const run = (await response.json()) as { id: string };
    return run.id;
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
