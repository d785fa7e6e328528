import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

import { expect, test } from '../helpers/findingsFixtures';

/** What the user sets. */
async function checkOnCommit(
  page: IJupyterLabPageFixture,
  value: boolean
): Promise<void> {
  await page.evaluate(async wanted => {
    const registry = (await (
      window as unknown as {
        galata: { getPlugin: (id: string) => Promise<unknown> };
      }
    ).galata.getPlugin('@jupyterlab/apputils-extension:settings')) as {
      set: (id: string, key: string, value: boolean) => Promise<void>;
    };
    await registry.set('jupyter-mlops:plugin', 'checkOnCommit', wanted);
  }, value);
}

test('a commit is checked as it is made, and its verdict stands in the history', async ({
  page,
  changes,
  findings,
  project,
  tmpPath
}) => {
  await checkOnCommit(page, true);
  await changes.openFolder(tmpPath);
  await changes.execute('mlops:show-history');
  const rows = page.locator('.mlops-Commit');
  await expect(rows).toHaveCount(1);
  await expect(rows.locator('.mlops-Commit-verdict')).toHaveCount(0);

  project.write('train.ipynb', ['y = x', 'x = 1']);
  project.commit('Break it');
  const toast = findings.toast('The checks of “Break it” failed');
  await expect(toast).toBeVisible({ timeout: 30_000 });
  await expect(rows).toHaveCount(2);
  const verdict = rows.nth(0).locator('.mlops-Commit-verdict');
  await expect(verdict).toHaveAttribute('title', /Checks failed: 1 error/);
  // What was there before was not asked for.
  await expect(rows.nth(1).locator('.mlops-Commit-verdict')).toHaveCount(0);
  await rows.nth(0).click();
  await expect(page.locator('.mlops-CommitDetails-verdict')).toContainText(
    'Checks failed: 1 error'
  );
  await toast.getByRole('button', { name: 'Show findings' }).click();
  await expect(page.locator('.mlops-CiSection')).toBeVisible();
  await checkOnCommit(page, false);
});
