import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync, rmSync } from 'fs';
import * as path from 'path';

import { expect, test } from '../helpers/changesFixtures';
import { GitFolder } from '../helpers/gitFolder';
import { typeText } from '../helpers/typing';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

for (const theme of THEMES) {
  test(`axe finds nothing in the changes in ${theme}`, async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    git.write('data/new file.csv', 'a,b\n');
    await page.theme.setTheme(theme);
    await changes.openFolder(tmpPath);
    await changes.fold('train.ipynb');
    await changes.tick('alpha = 0.1').click();
    await changes.fold('features.py');
    await expect(changes.row('new line 20')).toBeVisible();
    await expect(changes.commitButton).toHaveText('Commit 1 cell');
    const panel = await new AxeBuilder({ page })
      .include('#mlops-panel .mlops-ChangesSection')
      .analyze();
    expect(panel.violations).toEqual([]);
  });
}

test('a folder without a repository gets one', async ({ changes, tmpPath }) => {
  mkdirSync(GitFolder.at(tmpPath).folder, { recursive: true });
  await changes.openFolder(tmpPath);
  await expect(changes.section).toContainText('not under version control yet');
  await changes.section
    .getByRole('button', { name: 'Start version control' })
    .click();
  await expect(changes.message).toBeVisible();
});

test('thousands of files are listed smoothly', async ({
  page,
  changes,
  git,
  tmpPath
}) => {
  for (let index = 0; index < 2000; index++) {
    git.write(`many/${String(index).padStart(4, '0')}.txt`, 'x\n');
  }
  await changes.openFolder(tmpPath);
  await expect(changes.list).toHaveAttribute('aria-rowcount', '2002');
  expect(await changes.rows.count()).toBeLessThan(80);
  await changes.list.focus();
  await page.keyboard.press('End');
  await expect(changes.row('train.ipynb')).toBeInViewport();
  await page.keyboard.press('/');
  await typeText(page, '1999');
  await expect(changes.rows).toHaveCount(1);
  await changes.section.getByLabel(/All listed files/).click();
  await expect(changes.commitButton).toHaveText('Commit 1 file');
  expect(git.git('diff', '--cached', '--name-only')).toBe('many/1999.txt');
  // Quicker than one by one, as the fixture does it.
  rmSync(path.join(git.folder, 'many'), { recursive: true });
});
