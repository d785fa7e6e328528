import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/jobsFixtures';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test.describe('the view of jobs', () => {
  test('has an address, which is followed and comes back', async ({
    page,
    jobs
  }) => {
    await jobs.show();
    await expect(page).toHaveURL(/mlops=jobs\/runs/);
    await jobs.tab('Runs').press('ArrowRight');
    await expect(page).toHaveURL(/mlops=jobs\/schedules/);
    await expect(jobs.tab('Schedules')).toBeFocused();
    await jobs.tab('Schedules').press('ArrowLeft');
    await expect(jobs.tab('Runs')).toHaveAttribute('aria-selected', 'true');

    // galata's own way to a page waits for the launcher, which another view lies on top of.
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(() => {
        window.location.href = '/lab?mlops=jobs/schedules';
      })
    ]);
    await expect(jobs.tab('Schedules')).toHaveAttribute(
      'aria-selected',
      'true'
    );
  });

  test('says how the queue stands, and pauses it', async ({
    jobs,
    runs,
    tmpPath
  }) => {
    await jobs.show();
    await jobs.queue.getByRole('button', { name: 'Pause' }).click();
    await expect(jobs.queue).toContainText('paused');
    const id = await runs.start(`${tmpPath}/plain.ipynb`);
    await expect(jobs.queue).toContainText('1 waiting');
    await expect(jobs.row(id)).toHaveClass(/mlops-mod-queued/);
    await jobs.queue.getByRole('button', { name: 'Go on' }).click();
    await expect(jobs.row(id)).toHaveClass(/mlops-mod-succeeded/);
    await expect(jobs.queue).toContainText('Nothing to do');
  });

  test('has limits set, and says what is wrong with them', async ({
    page,
    jobs
  }) => {
    await jobs.show();
    await jobs.queue.getByRole('button', { name: 'Limits' }).click();
    await page.locator('.mlops-Menu').getByText('Limits…').click();
    const dialog = page.locator('.mlops-DraftDialog');
    await dialog.getByLabel('Labels').fill('gpu');
    await dialog.getByRole('button', { name: 'Set limits' }).click();
    await expect(dialog.getByRole('alert')).toContainText('“gpu”');
    await dialog.getByLabel('Labels').fill('gpu=1');
    await dialog.getByLabel('Slots').fill('3');
    await dialog.getByRole('button', { name: 'Set limits' }).click();
    await expect(dialog).toBeHidden();
    await expect(
      jobs.queue.getByRole('img', { name: /of 3 slots taken/ })
    ).toBeVisible();
    await page.request.put('/mlops/api/v1/queue/limits', {
      data: { slots: null, labels: {} }
    });
  });

  test('shows what retention would remove before it does', async ({
    page,
    jobs
  }) => {
    await jobs.show();
    await jobs.queue.getByRole('button', { name: 'Limits' }).click();
    await page.locator('.mlops-Menu').getByText('What Is Kept…').click();
    const dialog = page.locator('.mlops-DraftDialog');
    await expect(dialog.getByRole('status')).toContainText('Removes');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});

for (const theme of THEMES) {
  test(`axe finds nothing serious in jobs and a run in ${theme}`, async ({
    page,
    jobs,
    runs,
    runPage,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    await jobs.show();
    const id = await runs.start(`${tmpPath}/failing.ipynb`);
    await expect(jobs.row(id)).toHaveClass(/mlops-mod-failed/);
    const check = async (part: string): Promise<void> => {
      const found = await new AxeBuilder({ page }).include(part).analyze();
      expect(
        found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])
      ).toEqual([]);
    };
    await check('.mlops-Jobs');
    await runPage.open(id);
    await expect(runPage.cells.first()).toBeVisible();
    await check('.mlops-RunPage');
    await runPage.tab('Details').click();
    await check('.mlops-RunPage');
  });
}
