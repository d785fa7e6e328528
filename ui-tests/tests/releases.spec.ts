import { AxeBuilder } from '@axe-core/playwright';

import { CELLS, expect, test } from '../helpers/releasesFixtures';

test('a first release is built, tagged, published and says how to install it', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  await releases.openDialog(tmpPath);
  await expect(releases.dialog).toContainText('The first release of emb.');
  await expect(releases.changelog).toHaveValue(/features\.embed/);
  await releases.version.fill('1.0.0');
  await expect(releases.accept).toHaveText('Release 1.0.0');
  await releases.release();

  await expect(releases.done).toContainText('1.0.0 is released.');
  await expect(releases.done.locator('.mlops-CopyLine')).toContainText(
    /pip install --index-url file:\S+ emb==1\.0\.0/
  );
  await expect(releases.done).toContainText('emb-1.0.0-py3-none-any.whl');
  expect(emb.git.git('tag', '--list')).toBe('v1.0.0');
  expect(emb.git.read('CHANGELOG.md')).toContain('1.0.0');
  await expect(releases.accept).toBeFocused();
  await releases.done
    .getByRole('button', { name: 'Show all versions' })
    .click();
  await expect(releases.dialog).toBeHidden();
  await expect(releases.row('1.0.0')).toContainText('latest');
  await expect(page).toHaveURL(new RegExp(`mlops=versions/${tmpPath}`));
});

test('a new function is a minor step, and its reason leads to its cell', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  emb.tag('1.0.0');
  emb.write(CELLS.embed, CELLS.scale);
  await emb.export('Scale');
  await releases.openDialog(tmpPath);
  await expect(releases.version).toHaveValue('1.1.0');
  await expect(releases.step('minor')).toContainText('advised');
  await expect(releases.step('minor')).toHaveAttribute('aria-pressed', 'true');
  await expect(releases.advice).toContainText('1.1.0 is advised');
  await expect(releases.changes(releases.advice)).toHaveCount(1);
  await releases.advice
    .getByRole('button', { name: 'features.ipynb [3]' })
    .click();
  await expect(releases.dialog).toBeHidden();
  await expect(page.locator('.jp-Cell.jp-mod-active')).toContainText(
    'def scale'
  );
});

test('a version that contradicts the advice wants a word', async ({
  emb,
  releases,
  tmpPath
}) => {
  emb.tag('1.0.0');
  emb.write(CELLS.scale);
  await emb.export('Scale instead');
  await releases.openDialog(tmpPath);
  await expect(releases.version).toHaveValue('2.0.0');
  await expect(releases.accept).toBeEnabled();
  await releases.step('patch').click();
  await expect(releases.accept).toHaveText('Release 1.0.1 anyway');
  await expect(releases.accept).toBeDisabled();
  await releases.confirmation.check();
  await expect(releases.accept).toBeEnabled();
  await releases.publishSwitch.click();
  await releases.release();
  await expect(releases.done).toContainText('1.0.1 is released.');
  await expect(releases.done.locator('.mlops-CopyLine')).toContainText(
    '--find-links'
  );
});

test('what stands in the way says what to do, and is looked at again', async ({
  emb,
  releases,
  tmpPath
}) => {
  emb.write(CELLS.embed, CELLS.scale);
  await releases.openDialog(tmpPath);
  await expect(releases.problems.getByRole('listitem')).not.toHaveCount(0);
  await expect(releases.accept).toBeDisabled();
  await emb.export('Scale');
  await releases.dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(releases.problems).toHaveCount(0);
  await expect(releases.accept).toBeEnabled();
});

test('a version that is none says so where it is typed', async ({
  releases,
  emb,
  tmpPath
}) => {
  emb.tag('1.0.0');
  await releases.openDialog(tmpPath);
  await releases.version.fill('soon');
  await expect(releases.dialog).toContainText('PEP 440');
  await expect(releases.accept).toBeDisabled();
  await releases.version.fill('1.0.0');
  await expect(releases.dialog).toContainText('released already');
  await releases.version.fill('v1.0.1-rc.1');
  await expect(releases.dialog).toContainText('Written as 1.0.1rc1.');
  await expect(releases.accept).toHaveText('Release 1.0.1rc1');
});

test('what was typed is there again after the dialog was left', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  expect(emb).toBeTruthy();
  await releases.openDialog(tmpPath);
  await releases.version.fill('3.0.0');
  await releases.changelog.fill('Mine, in **bold**.');
  await page.keyboard.press('Escape');
  await expect(releases.dialog).toBeHidden();
  await releases.openDialog(tmpPath);
  await expect(releases.version).toHaveValue('3.0.0');
  await expect(releases.changelog).toHaveValue('Mine, in **bold**.');
  await releases.dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(
    releases.dialog.locator('strong', { hasText: 'bold' })
  ).toHaveCount(1);
});

test('a build that fails leaves all as it was, and says why', async ({
  page,
  emb,
  releases,
  tmpPath
}) => {
  const broken = emb.git
    .read('pyproject.toml')
    .replace('requires-python', 'readme = "GONE.md"\nrequires-python');
  emb.git.write('pyproject.toml', broken);
  emb.git.commit('Break the build');
  const before = emb.git.git('rev-parse', 'HEAD');
  await releases.openDialog(tmpPath);
  await releases.accept.click();
  const alert = releases.dialog.getByRole('alert').first();
  await expect(alert).toContainText('It was not released.', {
    timeout: 60_000
  });
  await expect(releases.accept).toBeEnabled();
  expect(emb.git.git('rev-parse', 'HEAD')).toBe(before);
  expect(emb.git.git('tag', '--list')).toBe('');
  await page.keyboard.press('Escape');
  await expect(releases.dialog).toBeHidden();
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`axe finds nothing in ${theme}`, async ({
    page,
    emb,
    releases,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    emb.tag('1.0.0');
    emb.write(CELLS.scale);
    await emb.export('Scale');
    emb.git.write('src/emb/features.py', 'def mine(): ...\n');
    await releases.openDialog(tmpPath);
    await releases.step('patch').click();
    await expect(releases.confirmation).toBeVisible();
    await expect(releases.problems).toBeVisible();
    const found = await new AxeBuilder({ page })
      .include('.mlops-ReleaseDialog-body')
      .analyze();
    expect(found.violations).toEqual([]);
  });
}
