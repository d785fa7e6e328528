import { expect, test } from '../helpers/fixtures';

test.describe('a notebook run as a job', () => {
  test('is run with a changed parameter, whose effect its output shows', async ({
    runs,
    tmpPath
  }) => {
    const values = { count: '6', name: 'job' };
    await runs.runNotebook(`${tmpPath}/parameters.ipynb`, values);

    const row = runs.rows.first();
    await expect(runs.panel).toBeVisible();
    await expect(row).toHaveClass(/mlops-mod-running/);
    await expect(row).toContainText(/[1-5]\/6/);
    await expect(row).toContainText('count=6');
    await expect(runs.inState('succeeded')).toHaveCount(1);

    await row.click();
    const output = runs.notebook.locator('.jp-OutputArea-output').first();
    await expect(output).toContainText(
      'hello job hello job hello job hello job hello job hello job'
    );
    // The list stays with the notebook that was run.
    await expect(runs.rows).toHaveCount(1);
  });

  test('runs without parameters, too', async ({ runs, tmpPath }) => {
    await runs.openNotebook(`${tmpPath}/plain.ipynb`);
    await runs.openDialog();
    await expect(runs.dialog).toContainText('This notebook has no parameters.');
    await runs.run();
    await expect(runs.inState('succeeded')).toHaveCount(1);
  });

  test('tells of a bad value at its field and runs only good ones', async ({
    runs,
    tmpPath
  }) => {
    await runs.openNotebook(`${tmpPath}/parameters.ipynb`);
    await runs.openDialog();
    await runs.field('count').fill('1.5');
    await runs.field('sizes').fill('[1, "x"]');
    await expect(runs.dialog.getByRole('alert')).toHaveText([
      'Must be a whole number.',
      'Must be a number.'
    ]);
    const run = runs.dialog.getByRole('button', { name: 'Run', exact: true });
    await expect(run).toBeDisabled();
    await runs.field('count').fill('1');
    await runs.field('sizes').fill('[1, 2.5]');
    await runs.run();
    await expect(runs.inState('succeeded')).toHaveCount(1);
  });

  test('keeps what was typed where the server refuses', async ({
    runs,
    tmpPath
  }) => {
    await runs.openNotebook(`${tmpPath}/parameters.ipynb`);
    await runs.openDialog();
    await runs.field('count').fill('1');
    await runs.field('Output').fill('../outside.ipynb');
    await runs.dialog.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(runs.dialog.getByRole('alert')).toBeVisible();
    await expect(runs.field('count')).toHaveValue('1');
    await runs.field('Output').fill('');
    await runs.run();
    await expect(runs.inState('succeeded')).toHaveCount(1);
  });

  test('keeps what was typed in a dialog that was closed', async ({
    page,
    runs,
    tmpPath
  }) => {
    await runs.openNotebook(`${tmpPath}/parameters.ipynb`);
    await runs.openDialog();
    await runs.field('count').fill('8');
    await page.keyboard.press('Escape');
    await expect(runs.dialog).toBeHidden();
    await runs.openDialog();
    await expect(runs.field('count')).toHaveValue('8');
  });

  test('asks about unsaved changes first', async ({ page, runs, tmpPath }) => {
    await runs.openNotebook(`${tmpPath}/plain.ipynb`);
    await page.notebook.setCell(0, 'code', 'print("changed meanwhile")');
    await runs.toolbarButton.click();
    const question = page.locator('.jp-Dialog');
    await expect(question).toContainText('plain has unsaved changes');
    await question.getByRole('button', { name: 'Save and run' }).click();
    await runs.run();
    await expect(runs.inState('succeeded')).toHaveCount(1);
    await runs.rows.first().click();
    await expect(runs.notebook).toContainText('changed meanwhile');
  });
});

test.describe('a run', () => {
  test('is cancelled in the middle of an endless loop', async ({
    runs,
    tmpPath
  }) => {
    await runs.show();
    const row = runs.row(await runs.start(`${tmpPath}/endless.ipynb`));
    await expect(row).toContainText('1/3');
    await row.hover();
    await row.getByRole('button', { name: 'Cancel run' }).click();
    await expect(row).toHaveClass(/mlops-mod-cancelled/);
  });

  test('that failed lands on the failed cell', async ({ runs, tmpPath }) => {
    await runs.show();
    const row = runs.row(await runs.start(`${tmpPath}/failing.ipynb`));
    await expect(row).toContainText('KeyError in [');
    await row.click();
    const active = runs.notebook.locator('.jp-Cell.jp-mod-active');
    await expect(active).toContainText("values['b']");
    await expect(active).toBeInViewport();
  });

  test('is read without a kernel, and found again after a reload', async ({
    page,
    runs,
    tmpPath
  }) => {
    const path = `${tmpPath}/plain.ipynb`;
    const row = await runs.startAndSee(path, 'succeeded');
    const sessions = async () => {
      const reply = await page.request.get('/api/sessions');
      return ((await reply.json()) as unknown[]).length;
    };
    const before = await sessions();
    const id = await row.getAttribute('data-run');
    await row.click();
    await expect(
      runs.notebook.locator('.jp-OutputArea-output').first()
    ).toBeVisible();
    await expect(runs.notebook.locator('.jp-KernelName')).toHaveText(
      'No Kernel'
    );
    expect(await sessions()).toBe(before);

    // galata's own reload waits for the launcher, but the layout brings the notebook back.
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(() => {
        window.location.reload();
      })
    ]);
    await expect(
      runs.notebook.locator('.jp-OutputArea-output').first()
    ).toBeVisible();
    await runs.show();
    await expect(runs.rows).toHaveCount(1);
    await expect(runs.rows).toHaveAttribute('data-run', id ?? '');
  });

  test('survives a reload in its middle', async ({ page, runs, tmpPath }) => {
    await runs.show();
    const id = await runs.start(`${tmpPath}/steps.ipynb`, { pause: 1 });
    await expect(runs.row(id)).toContainText(/[3-9]\/\d+/);
    await page.reload();
    await runs.show();
    await expect(runs.row(id)).toHaveClass(/mlops-mod-running/);
    await expect(runs.row(id)).toContainText(/[3-9]\/\d+/);
    await expect(runs.row(id)).toHaveClass(/mlops-mod-succeeded/);
  });

  test('shows its log as it is written', async ({ page, runs, tmpPath }) => {
    await runs.show();
    const id = await runs.start(`${tmpPath}/steps.ipynb`, { pause: 0.4 });
    await expect(runs.row(id)).toHaveClass(/mlops-mod-running/);
    await runs.execute('mlops:open-run-log', { id });
    const log = page.getByRole('log');
    await expect(log).toContainText('\n2\n');
    await expect(log).toContainText('\n7\n');
    await expect(runs.row(id)).toHaveClass(/mlops-mod-succeeded/);
  });

  test('is deleted, and taken back', async ({ page, runs, tmpPath }) => {
    const path = `${tmpPath}/plain.ipynb`;
    const row = await runs.startAndSee(path, 'succeeded');
    await row.hover();
    await row.getByRole('button', { name: 'Delete run' }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toHaveCount(1);
  });

  test('whose output is gone says so', async ({ page, runs, tmpPath }) => {
    const path = `${tmpPath}/plain.ipynb`;
    const row = await runs.startAndSee(path, 'succeeded');
    await page.contents.deleteDirectory(`${tmpPath}/runs`);
    await row.click();
    await expect(page.locator('.Toastify__toast')).toContainText(
      'The output could not be opened.'
    );
    await expect(page.locator('.jp-NotebookPanel')).toHaveCount(0);
  });

  test('is run again with other parameters', async ({ runs, tmpPath }) => {
    const path = `${tmpPath}/parameters.ipynb`;
    const given = { count: 1, alpha: 0.7 };
    const row = await runs.startAndSee(path, 'succeeded', given);
    await row.locator('.mlops-Run-twisty').click();
    await runs.details.getByRole('button', { name: 'Change and run…' }).click();
    await expect(runs.field('alpha')).toHaveValue('0.7');
    await runs.field('alpha').fill('0.8');
    await runs.run();
    await expect(runs.rows.first()).toContainText('alpha=0.8');
  });
});
