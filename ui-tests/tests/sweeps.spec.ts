import { readFileSync } from 'fs';

import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/scheduleFixtures';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test('a sweep says how many runs it is, fills its table and finds the best', async ({
  page,
  sweeps,
  tmpPath
}) => {
  await sweeps.openDialog(`${tmpPath}/metric.ipynb`);
  await expect(sweeps.start).toBeDisabled();
  await sweeps.field('alpha').fill('0.1, 0.3, 0.5');
  await sweeps.field('depth').fill('1..2');
  await expect(sweeps.start).toHaveText('Start 6 runs');
  await expect(sweeps.dialog.getByRole('table')).toContainText('0.1');
  await sweeps.field('Metric').fill('rmse');
  await sweeps.start.click();
  await expect(sweeps.dialog).toBeHidden();

  await expect(sweeps.runs).toHaveCount(6);
  await expect(
    sweeps.table.locator('[data-run].mlops-mod-succeeded')
  ).toHaveCount(6, { timeout: 60_000 });
  const best = sweeps.table.locator('.mlops-mod-best');
  await expect(best).toContainText('0.1');
  await expect(sweeps.view).toContainText('alpha=0.1  depth=1');
  await expect(sweeps.view.locator('.mlops-Plot-host canvas')).toBeVisible();

  await sweeps.table.getByRole('button', { name: 'rmse' }).click();
  await sweeps.table.getByRole('button', { name: 'rmse' }).click();
  await expect(sweeps.runs.first()).toContainText('0.5');

  const download = page.waitForEvent('download');
  await sweeps.view.getByRole('button', { name: 'More: CSV' }).click();
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf-8').split(
    '\r\n'
  );
  expect(lines[0]).toBe('run,state,alpha,depth,rmse,started_at,seconds');
  expect(lines).toHaveLength(7);
});

test('what has not ended is stopped at once', async ({
  page,
  sweeps,
  tmpPath
}) => {
  const values = { pause: [60, 61, 62, 63] };
  await sweeps.open(`${tmpPath}/metric.ipynb`, values);
  await expect(sweeps.runs).toHaveCount(4);
  await sweeps.view.getByRole('button', { name: /^Stop the other/ }).click();
  await expect(
    sweeps.table.locator('[data-run].mlops-mod-cancelled')
  ).toHaveCount(4);
  await expect(page.locator('.Toastify__toast')).toContainText(
    '4 runs stopped.'
  );
});

test('a pasted table is a run a line, and a wrong one says why', async ({
  sweeps,
  tmpPath
}) => {
  await sweeps.openDialog(`${tmpPath}/metric.ipynb`);
  await sweeps.dialog.getByRole('button', { name: 'Table' }).click();
  const table = sweeps.dialog.getByLabel('Table of parameters');
  await table.fill('alpha,gamma\n0.1,2\n');
  await expect(sweeps.dialog.getByRole('alert')).toContainText('gamma');
  await expect(sweeps.start).toBeDisabled();
  await table.fill('alpha,depth\n0.1,2\n0.2,3\n0.3,4\n');
  await expect(sweeps.start).toHaveText('Start 3 runs');
  await expect(sweeps.start).toBeEnabled();
});

test('sweeps are listed with their best, and a deletion is taken back', async ({
  page,
  sweeps,
  tmpPath
}) => {
  const objective = { metric: 'rmse', goal: 'minimize' };
  await sweeps.open(
    `${tmpPath}/metric.ipynb`,
    { alpha: [0.1, 0.2] },
    { objective, name: 'listed' }
  );
  await sweeps.show();
  const row = sweeps.rows.filter({ hasText: 'listed' });
  await expect(row).toContainText('2/2', { timeout: 45_000 });
  await expect(row).toContainText('rmse 4');
  await row.hover();
  await row.getByRole('button', { name: 'Delete listed' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.click();
  await expect(sweeps.runs).toHaveCount(2);
});

test('a sweep has an address of its own', async ({ page, sweeps, tmpPath }) => {
  const id = await sweeps.open(`${tmpPath}/metric.ipynb`, { alpha: [1, 2] });
  await expect.poll(() => page.url()).toContain(`mlops=sweep/${id}`);
});

test('the table is worked with the keyboard alone', async ({
  page,
  sweeps,
  tmpPath
}) => {
  await sweeps.open(`${tmpPath}/metric.ipynb`, { alpha: [1, 2, 3] });
  await expect(sweeps.runs).toHaveCount(3);
  await sweeps.table.focus();
  await page.keyboard.press('End');
  await expect(sweeps.runs.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(sweeps.runs.last()).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.locator('.mlops-RunPage')).toBeVisible();
});

for (const theme of THEMES) {
  test(`axe finds nothing serious in ${theme}`, async ({
    page,
    sweeps,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    await sweeps.open(`${tmpPath}/metric.ipynb`, { alpha: [1, 2] });
    await expect(sweeps.runs).toHaveCount(2);
    const view = await new AxeBuilder({ page })
      .include('.mlops-SweepPage')
      .analyze();
    expect(view.violations).toEqual([]);
    await sweeps.show();
    await expect(sweeps.rows).not.toHaveCount(0);
    const tab = await new AxeBuilder({ page })
      .include('.mlops-Sweeps')
      .analyze();
    expect(tab.violations).toEqual([]);
    await sweeps.openDialog(`${tmpPath}/metric.ipynb`);
    await sweeps.field('alpha').fill('1, 2');
    const dialog = await new AxeBuilder({ page })
      .include('.mlops-SweepDialog-body')
      .analyze();
    expect(dialog.violations).toEqual([]);
  });
}
