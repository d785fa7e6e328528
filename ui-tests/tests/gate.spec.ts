import { expect, test } from '../helpers/findingsFixtures';
import { typeText } from '../helpers/typing';

/** Made up, put together here so that nobody takes this file for a leak. */
const TOKEN = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');

test('a secret keeps a commit from being made, until it is gone', async ({
  page,
  changes,
  findings,
  project,
  tmpPath
}) => {
  project.write('train.ipynb', ['x = 1', `token = "${TOKEN}"`]);
  await changes.openNotebook(`${tmpPath}/train.ipynb`);
  await changes.message.fill('Use the token');
  await changes.commitButton.click();
  await expect(changes.trouble).toContainText('The commit was not made.');
  expect(project.git('log', '-1', '--format=%s')).toBe('Start');
  const found = changes.trouble.getByRole('button', { name: /cell 2/ });
  await expect(found).toBeVisible();
  // What was found is nowhere told.
  await expect(changes.trouble).not.toContainText(TOKEN.slice(4));

  await found.click();
  await expect(findings.cell(1)).toHaveClass(/jp-mod-active/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('token = input()');
  await page.notebook.save();
  await changes.commitButton.click();
  await expect(changes.made).toContainText('Use the token');
  await expect(changes.trouble).toHaveCount(0);
  expect(project.git('show', 'HEAD:train.ipynb')).not.toContain(TOKEN);
});

test('a secret can be committed by who says why, which the commit tells', async ({
  page,
  changes,
  project,
  tmpPath
}) => {
  project.write('train.ipynb', [`token = "${TOKEN}"`]);
  await changes.openFolder(tmpPath);
  await changes.message.fill('Show how it looks');
  await changes.commitButton.click();
  await changes.trouble.getByRole('button', { name: 'Commit anyway…' }).click();
  const anyway = changes.trouble.getByRole('button', {
    name: 'Commit anyway',
    exact: true
  });
  await expect(anyway).toBeDisabled();
  await typeText(page, 'revoked');
  await page.keyboard.press('Escape');
  await expect(anyway).toHaveCount(0);
  // What was typed is kept.
  await changes.trouble.getByRole('button', { name: 'Commit anyway…' }).click();
  await typeText(page, ' long ago');
  await page.keyboard.press('Enter');
  await expect(changes.made).toContainText('Show how it looks');
  expect(project.git('log', '-1', '--format=%B')).toMatch(
    /Show how it looks\n\nChecks-Overridden: secrets \(\d\): revoked long ago/
  );
});
