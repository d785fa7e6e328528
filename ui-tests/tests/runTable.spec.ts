import { fillStore } from '../helpers/jobs';
import { expect, test } from '../helpers/jobsFixtures';
import { typeText } from '../helpers/typing';

test.describe('the table of runs', () => {
  test('shows a run as it goes on, and how it ended', async ({
    jobs,
    runs,
    tmpPath
  }) => {
    await jobs.show();
    const id = await runs.start(`${tmpPath}/steps.ipynb`, { pause: 0.3 });
    const row = jobs.row(id);
    await expect(row).toHaveClass(/mlops-mod-running/);
    await expect(row).toContainText(/[2-9]\/\d+/);
    await expect(row).toHaveClass(/mlops-mod-succeeded/);
    await expect(row).toContainText('pause 0.3');
  });

  test('is filtered by text, with words offered', async ({
    page,
    jobs,
    runs,
    tmpPath
  }) => {
    await jobs.show();
    const good = await runs.start(`${tmpPath}/plain.ipynb`);
    const bad = await runs.start(`${tmpPath}/failing.ipynb`);
    await expect(jobs.row(bad)).toHaveClass(/mlops-mod-failed/);
    await expect(jobs.row(good)).toHaveClass(/mlops-mod-succeeded/);
    await jobs.table.focus();
    await page.keyboard.press('/');
    await expect(jobs.filter).toBeFocused();
    await page.keyboard.type('fai');
    await expect(jobs.suggestions).toContainText('failed');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(jobs.filter).toHaveValue('failed ');
    await expect(jobs.row(good)).toHaveCount(0);
    await expect(jobs.row(bad)).toBeVisible();

    await jobs.filter.fill('metric.rmse<');
    await expect(jobs.view.getByRole('alert')).toBeVisible();
    await jobs.filter.press('Escape');
    await expect(jobs.filter).toHaveValue('');
    await expect(jobs.row(good)).toBeVisible();
  });

  test('labels, keeps and deletes what is ticked, and takes back', async ({
    page,
    jobs,
    runs,
    tmpPath
  }) => {
    await jobs.show();
    const path = `${tmpPath}/plain.ipynb`;
    const ids = [await runs.start(path), await runs.start(path)];
    for (const id of ids) {
      await expect(jobs.row(id)).toHaveClass(/mlops-mod-succeeded/);
    }
    await jobs.table.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(jobs.foot).toContainText('2 ticked');

    await jobs.bulk('Label…').click();
    await typeText(page, 'nightly');
    await page.keyboard.press('Enter');
    for (const id of ids) {
      await expect(jobs.row(id)).toContainText('nightly');
    }
    await jobs.bulk('Delete 2').click();
    for (const id of ids) {
      await expect(jobs.row(id)).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'Undo' }).click();
    for (const id of ids) {
      await expect(jobs.row(id)).toBeVisible();
    }
  });

  test('cancels all that is at work or waits', async ({
    page,
    jobs,
    runs,
    tmpPath
  }) => {
    await jobs.show();
    const path = `${tmpPath}/endless.ipynb`;
    const ids = await Promise.all([1, 2, 3, 4].map(() => runs.start(path)));
    await expect(jobs.queue).toContainText('running');
    await jobs.view.getByRole('button', { name: 'Cancel all…' }).click();
    const question = page.locator('.jp-Dialog');
    await expect(question).toContainText('all runs that wait or run');
    await question.getByRole('button', { name: 'Cancel runs' }).click();
    for (const id of ids) {
      await expect(jobs.row(id)).toHaveClass(/mlops-mod-cancelled/);
    }
    await expect(jobs.queue).toContainText('Nothing to do');
  });

  test('pages through a hundred thousand runs', async ({
    page,
    jobs,
    tmpPath
  }) => {
    test.setTimeout(240_000);
    const notebook = `${tmpPath}/history.ipynb`;
    fillStore(notebook, 100_000);
    try {
      await jobs.show();
      await jobs.filter.fill(`${tmpPath}/history`);
      await jobs.filter.press('Enter');
      await expect(jobs.foot).toContainText('200 runs');
      await expect(jobs.rows.first()).toContainText('number 0');
      await expect(jobs.table).toBeFocused();
      for (let count = 0; count < 12; count += 1) {
        await page.keyboard.press('End');
        await expect(jobs.foot).toContainText(
          `${(200 * (count + 2)).toLocaleString('en-US')} runs`
        );
      }
      // However many are loaded, only what is seen is drawn.
      expect(await jobs.rows.count()).toBeLessThan(80);
      await page.keyboard.press('Home');
      await expect(jobs.rows.first()).toContainText('number 0');
    } finally {
      fillStore(notebook, 0);
    }
  });
});
