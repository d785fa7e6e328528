import { execFileSync } from 'child_process';
import * as path from 'path';

import { expect, test } from '../helpers/fixtures';

const FOLDER = 'diabetes';

// What `make lab` opens: the demo project, as `jupyter mlops demo` makes it.
test.beforeAll(() => {
  test.setTimeout(240_000);
  const root = process.env.MLOPS_TEST_ROOT ?? '';
  execFileSync('jupyter', ['mlops', 'demo', path.join(root, FOLDER)]);
});

test('the demo is trained with another penalty, watched and read', async ({
  page,
  runs
}) => {
  await runs.openNotebook(`${FOLDER}/train.ipynb`);
  await runs.openDialog();
  await runs.field('model').selectOption({ label: 'lasso' });
  await runs.field('alpha').fill('0.25');
  await runs.run();

  const row = runs.rows.first();
  await expect(row).toContainText('model=lasso');
  await expect(row).toContainText(/[3-9]\/\d+/, { timeout: 30_000 });
  await expect(row).toHaveClass(/mlops-mod-succeeded/, { timeout: 60_000 });

  await row.click();
  const output = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  const metrics = output.getByText('lasso with alpha 0.25: rmse');
  await page.keyboard.press('Control+End');
  await expect(metrics).toBeAttached();
});
