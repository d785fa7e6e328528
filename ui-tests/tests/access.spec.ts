import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/fixtures';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test('the list is worked with the keyboard alone', async ({
  page,
  runs,
  tmpPath
}) => {
  await runs.start(`${tmpPath}/plain.ipynb`);
  const id = await runs.start(`${tmpPath}/failing.ipynb`);
  await runs.show();
  await expect(runs.row(id)).toHaveClass(/mlops-mod-failed/);
  await expect(runs.list).toBeFocused();

  await page.keyboard.press('ArrowDown');
  await expect(runs.rows.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Space');
  await expect(runs.details).toContainText("KeyError: 'b'");
  await page.keyboard.press('ArrowDown');
  await expect(runs.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect(runs.details).toHaveCount(0);

  await page.keyboard.press('/');
  await expect(runs.filterBox).toBeFocused();
  await page.keyboard.type('failed');
  await expect(runs.inState('succeeded')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(runs.filterBox).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(runs.list).toBeFocused();

  await page.keyboard.press('?');
  await expect(page.locator('.jp-Dialog')).toContainText('Keys in the list');
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  await expect(runs.list).toBeFocused();

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const active = page.locator('.jp-Cell.jp-mod-active');
  await expect(active).toContainText("values['b']");
});

for (const theme of THEMES) {
  test(`axe finds nothing serious in ${theme}`, async ({
    page,
    runs,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    await runs.start(`${tmpPath}/plain.ipynb`);
    const failed = runs.row(await runs.start(`${tmpPath}/failing.ipynb`));
    await runs.show();
    await expect(failed).toHaveClass(/mlops-mod-failed/);
    await failed.locator('.mlops-Run-twisty').click();
    await expect(runs.details).toContainText('KeyError');
    const panel = await new AxeBuilder({ page })
      .include('#mlops-panel .mlops-RunsSection')
      .analyze();
    expect(panel.violations).toEqual([]);

    await runs.openNotebook(`${tmpPath}/parameters.ipynb`);
    await runs.openDialog();
    const dialog = await new AxeBuilder({ page })
      .include('.mlops-RunDialog-body')
      .analyze();
    expect(dialog.violations).toEqual([]);
  });
}

test('an empty list says what fills it', async ({ page, runs, tmpPath }) => {
  await runs.openNotebook(`${tmpPath}/plain.ipynb`);
  await runs.show();
  await expect(runs.panel).toContainText(
    'plain has not been run as a job yet.'
  );
  await runs.panel.getByRole('button', { name: 'Run plain as job' }).click();
  await expect(runs.dialog).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a failure to load says why and tries again', async ({ page, runs }) => {
  await page.route('**/mlops/api/v1/runs?*', route =>
    route.fulfill({
      status: 500,
      json: { code: 'store', message: 'The disk is full.', hint: 'Make room.' }
    })
  );
  await runs.show();
  await expect(runs.panel.getByRole('alert')).toContainText(
    'The disk is full.Make room.'
  );
  await page.unroute('**/mlops/api/v1/runs?*');
  await runs.panel.getByRole('button', { name: 'Retry' }).click();
  await expect(runs.panel.getByRole('alert')).toHaveCount(0);
});
