import { expect, test } from '../helpers/jobsFixtures';

test.describe('the page of a run', () => {
  test('shows the notebook as it fills, and marks the cell at work', async ({
    runs,
    runPage,
    tmpPath
  }) => {
    const id = await runs.start(`${tmpPath}/steps.ipynb`, { pause: 1.5 });
    await runPage.open(id);
    await expect(runPage.title).toContainText('running');
    await expect(runPage.current).toHaveCount(1);
    await expect(runPage.current).toBeInViewport();
    await expect(runPage.notebook).toContainText('time.sleep(pause)');
    await expect(runPage.title).toContainText('succeeded', { timeout: 30_000 });
    await expect(runPage.current).toHaveCount(0);
    await expect(
      runPage.notebook.locator('.jp-OutputArea-output').first()
    ).toBeVisible();
  });

  test('of one that failed lands on its cell', async ({
    page,
    runs,
    runPage,
    tmpPath
  }) => {
    const id = await runs.start(`${tmpPath}/failing.ipynb`);
    await runPage.open(id);
    await expect(runPage.title).toContainText('failed');
    await expect(runPage.header).toContainText("KeyError: 'b'");
    const failed = runPage.notebook.locator('.mlops-mod-failed');
    await expect(failed).toBeInViewport();
    await expect(failed).toContainText("values['b']");
    await expect(page).toHaveURL(new RegExp(`mlops=run/${id}`));
  });

  test('comes back after a reload, and stops its run', async ({
    page,
    runs,
    runPage,
    tmpPath
  }) => {
    const id = await runs.start(`${tmpPath}/endless.ipynb`);
    await runPage.open(id);
    await expect(runPage.title).toContainText('running');
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(() => {
        window.location.reload();
      })
    ]);
    await expect(runPage.title).toContainText('running');
    await runPage.view.getByRole('button', { name: 'Cancel' }).click();
    await expect(runPage.title).toContainText('cancelled');
  });

  test('has log, resources and details, and takes a note', async ({
    runs,
    runPage,
    tmpPath
  }) => {
    const id = await runs.start(`${tmpPath}/steps.ipynb`, { pause: 0.4 });
    await runPage.open(id);
    await runPage.tab('Log').click();
    await expect(runPage.view.getByRole('log')).toContainText('\n3\n');
    await expect(runPage.title).toContainText('succeeded');
    await runPage.tab('Resources').click();
    await expect(runPage.view.getByRole('img').first()).toBeVisible();
    await runPage.tab('Details').click();
    const note = runPage.view.getByRole('textbox', { name: 'Note' });
    await note.fill('the good one');
    await note.blur();
    await expect(runPage.header).toContainText('the good one');
  });

  test('opens another run that is exactly the same', async ({
    page,
    runs,
    runPage,
    tmpPath
  }) => {
    const id = await runs.start(`${tmpPath}/parameters.ipynb`, { count: 2 });
    await runPage.open(id);
    await expect(runPage.title).toContainText('succeeded');
    await runPage.view
      .getByRole('button', { name: 'More to do with the run' })
      .click();
    await page.locator('.mlops-Menu').getByText('Exactly').click();
    await expect(runPage.header).toContainText('repeats a run exactly');
    await expect(page).not.toHaveURL(new RegExp(id));
    await expect(runPage.header).toContainText('count 2');
    await expect(runPage.title).toContainText('succeeded');
  });
});
