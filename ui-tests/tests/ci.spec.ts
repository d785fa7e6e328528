import { Forge } from '../helpers/forge';
import { expect, test } from '../helpers/ciFixtures';

/** What is executed on a machine that does much else takes its time. */
const SOON = { timeout: 60_000 };

test('a failing check is gone to, fixed, committed, and passes', async ({
  page,
  ci,
  git,
  tmpPath
}) => {
  git.write(
    'pyproject.toml',
    '[tool.jupyter-mlops.checks.lint]\nseverity = "error"\n'
  );
  git.write('train.ipynb', ['prices = [1, 2, 3]', 'import os\n\nsum(prices)']);
  git.commit('Import what is not used');
  await ci.openNotebook(`${tmpPath}/train.ipynb`);
  await expect(ci.row('Here')).toContainText('not checked');
  await ci.section.getByRole('button', { name: 'Check this commit' }).click();
  await expect(ci.badge('here')).toHaveAttribute('data-state', 'failed', SOON);
  await expect(
    ci.statusItem.locator('[data-state=failed]').first()
  ).toBeVisible();

  await page.notebook.selectCells(0);
  await ci.row('imported but unused').click();
  await expect(ci.activeCell).toContainText('import os');

  await ci.foot.getByRole('button', { name: 'Fix 1 finding' }).click();
  await expect(ci.activeCell).not.toContainText('import os');
  await expect(ci.foot).toContainText('Fixed 1 finding');
  expect(git.read('train.ipynb')).not.toContain('import os');
  await expect(
    ci.foot.getByRole('button', { name: 'Check these files' })
  ).toBeVisible();

  git.commit('Import what is used only');
  await expect(ci.block('Here')).toContainText('Last checked', SOON);
  await ci.section.getByRole('button', { name: 'Check this commit' }).click();
  await expect(ci.badge('here')).toHaveAttribute('data-state', 'passed', SOON);
  await ci.act('Here', 'Open log');
  await expect(ci.log).toContainText('train.ipynb', SOON);
});

test('a pipeline runs, fails, is run again and passes, live', async ({
  ci,
  git,
  tmpPath
}) => {
  const forge = await Forge.start('github');
  try {
    forge.adopt(git, 'github');
    await ci.openNotebook(`${tmpPath}/train.ipynb`);
    await expect(ci.row('GitHub')).toContainText('octo/lab');
    await expect(ci.badge('GitHub')).toHaveAttribute('data-state', 'running');
    await expect(ci.block('GitHub')).toContainText('token from git credential');
    await expect(ci.row('notebooks').first()).toBeVisible();

    await forge.move('failure');
    await expect(ci.badge('GitHub')).toHaveAttribute(
      'data-state',
      'failed',
      SOON
    );
    await ci.act(/^CI/, 'Run failed jobs again');
    await expect
      .poll(() => forge.posted())
      .toContainEqual(expect.stringContaining('rerun-failed-jobs'));
    await expect(ci.row(/^CI/).locator('.mlops-StateIcon')).toHaveAttribute(
      'data-state',
      /queued|running/,
      SOON
    );
    await forge.move('success');
    await expect(ci.row(/^CI/).locator('.mlops-StateIcon')).toHaveAttribute(
      'data-state',
      'passed',
      SOON
    );
  } finally {
    forge.stop();
  }
});

test('a notebook is checked as it is, saved first, and the end is told', async ({
  page,
  ci,
  git,
  tmpPath
}) => {
  await page.notebook.openByPath(`${tmpPath}/train.ipynb`);
  await page.notebook.activate('train.ipynb');
  await page.notebook.setCell(1, 'code', 'sum(price)');
  await ci.execute('mlops:check-notebook', { path: `${tmpPath}/train.ipynb` });
  expect(git.read('train.ipynb')).toContain('sum(price)');
  const toast = ci.toast('Checks of the files');
  await expect(toast).toContainText('error', SOON);
  await toast.getByRole('button', { name: 'Show' }).click();
  await ci.makeRoom();
  await expect(ci.row('Files as they are')).toContainText('only train.ipynb');
  await ci.filter('price');
  await ci.row('cell 2').click();
  await expect(ci.activeCell).toContainText('sum(price)');
});
