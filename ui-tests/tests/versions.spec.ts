import { AxeBuilder } from '@axe-core/playwright';

import { CELLS, expect, test } from '../helpers/releasesFixtures';
import type { Package } from '../helpers/releasesFixtures';
import { typeText } from '../helpers/typing';

test('without a version the view says how to make one', async ({
  emb,
  releases,
  tmpPath
}) => {
  expect(emb).toBeTruthy();
  await releases.showVersions(tmpPath);
  await expect(releases.view).toContainText('No version yet');
  await releases.view
    .getByRole('button', { name: 'Release the first version…' })
    .click();
  await expect(releases.version).toBeVisible();
});

test('versions are read with the keyboard alone', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  await grow(emb);
  await releases.showVersions(tmpPath);
  await expect(releases.rows).toHaveCount(4);
  await expect(releases.list).toBeFocused();
  await expect(releases.row('2.0.0')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(releases.row('1.1.0')).toHaveAttribute('aria-selected', 'true');
  await expect(releases.row('1.1.0')).toContainText('+1');
  await page.keyboard.press('a');
  await expect(releases.details).toContainText('scale(x, by=1.0)');
  await page.keyboard.press('c');
  await expect(releases.changes(releases.details)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(releases.details).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(releases.list).toBeFocused();
  await page.keyboard.press('/');
  await typeText(page, '2.0');
  await expect(releases.rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(releases.rows).toHaveCount(4);
});

test('any two versions are compared, by what it means and by code', async ({
  emb,
  releases,
  tmpPath
}) => {
  await grow(emb);
  await releases.showVersions(tmpPath);
  await releases.button('Compare').click();
  await expect(releases.changes(releases.details).first()).toContainText(
    'major'
  );
  await releases.details.getByLabel('Compare from').selectOption('1.0.0');
  await expect(releases.module('features')).toContainText('def scale');
  await releases.button('Swap').click();
  await expect(releases.details.getByLabel('Compare to')).toHaveValue('1.0.0');

  emb.write(CELLS.embed, CELLS.scale);
  await emb.export('Back');
  await releases.workingRow.click();
  await expect(releases.module('features')).toContainText('def embed');
});

test('a version is restored, and that is taken back with what was not committed', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  await grow(emb);
  const edited = emb.git.read('src/emb/features.py') + '\n\nMINE = 1\n';
  emb.git.write('src/emb/features.py', edited);
  await releases.showVersions(tmpPath);
  await releases.row('1.0.0').click();
  await releases.button('Restore').click();
  await expect(page.locator('.Toastify__toast')).toContainText(
    'as in 1.0.0 again'
  );
  expect(emb.git.read('features.ipynb')).toContain('def embed');
  expect(emb.git.read('src/emb/features.py')).not.toContain('def fit');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => emb.git.read('src/emb/features.py')).toBe(edited);
  expect(emb.git.git('status', '--porcelain')).toBe(' M src/emb/features.py');
});

test('a version that was kept back is published later', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  await emb.release('1.0.0');
  emb.write(CELLS.embed, CELLS.scale);
  await emb.export('Scale');
  await emb.release('1.1.0', { publish: false });
  await releases.showVersions(tmpPath);
  await expect(releases.row('1.1.0')).toContainText('not published');
  await releases.button('Publish…').click();
  await page
    .locator('.jp-Dialog')
    .getByRole('button', { name: 'Publish 1.1.0' })
    .click();
  await expect(releases.row('1.1.0')).not.toContainText('not published', {
    timeout: 60_000
  });
  await expect(releases.details).toContainText('pip install');
  await expect(releases.details).toContainText('emb-1.1.0.tar.gz');
});

test('an index that twine does not know is told by its reason', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  await emb.release('1.0.0', { publish: false });
  await releases.showVersions(tmpPath);
  await releases.details.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Publish to Another' }).click();
  await page.locator('.jp-Dialog input').fill('no-such-index');
  await page.getByRole('button', { name: 'Publish 1.0.0' }).click();
  const toast = page
    .locator('.Toastify__toast')
    .filter({ hasText: 'twine could not upload to no-such-index' });
  await expect(toast).toBeVisible({ timeout: 60_000 });
  await toast.getByRole('button', { name: 'Show what it said' }).click();
  await expect(page.locator('.jp-Dialog pre')).toContainText('no-such-index');
});

test('three hundred versions are drawn as far as they are seen', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  test.slow();
  emb.tag(...Array.from({ length: 300 }, (_, index) => `1.${index}.0`));
  await releases.showVersions(tmpPath);
  await expect(releases.row('1.299.0')).toBeVisible({ timeout: 30_000 });
  expect(await releases.rows.count()).toBeLessThan(80);
  await expect(releases.list).toBeFocused();
  await page.keyboard.press('End');
  await expect(releases.row('1.0.0')).toBeVisible();
  await expect(releases.row('1.0.0')).toHaveAttribute('aria-posinset', '301');
});

test('an address leads to the versions, and a new one appears by itself', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  emb.tag('1.0.0');
  // galata's own way to a page waits for the launcher, which another view lies on top of.
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(path => {
      window.location.href = `/lab?mlops=versions/${path}`;
    }, tmpPath)
  ]);
  await expect(releases.rows).toHaveCount(2, { timeout: 30_000 });
  await releases.row('1.0.0').click();
  emb.tag('1.1.0');
  await expect(releases.row('1.1.0')).toBeVisible({ timeout: 30_000 });
  await expect(releases.row('1.0.0')).toHaveAttribute('aria-selected', 'true');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`axe finds nothing in ${theme}`, async ({
    page,
    emb,
    releases,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    await grow(emb);
    await releases.showVersions(tmpPath);
    for (const part of ['Changelog', 'API', 'Compare']) {
      await releases.button(part).click();
      await expect(releases.details.locator('.mlops-Skeleton')).toHaveCount(0);
      const found = await new AxeBuilder({ page })
        .include('.mlops-Versions')
        .analyze();
      expect(found.violations).toEqual([]);
    }
  });
}

/** Three versions: one function, another one, the first one gone. */
async function grow(emb: Package): Promise<void> {
  emb.tag('1.0.0');
  emb.write(CELLS.embed, CELLS.scale);
  await emb.export('Scale');
  emb.tag('1.1.0');
  emb.write(CELLS.scale, CELLS.fit);
  await emb.export('Fit');
  emb.tag('2.0.0');
}
