import { AxeBuilder } from '@axe-core/playwright';

import type { GitFolder } from '../helpers/gitFolder';
import { expect, test } from '../helpers/repositoryFixtures';

test('a commit is found, read and opened with the keyboard', async ({
  page,
  git,
  repository,
  tmpPath
}) => {
  grow(git, 3);
  await repository.open(tmpPath);
  await repository.button('Show the commits').click();
  await expect(repository.commits).toHaveCount(4);
  await expect(repository.history.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(repository.commits.nth(2)).toHaveAttribute(
    'aria-selected',
    'true'
  );
  await expect(repository.commitFiles).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(
    repository.commitFiles.getByRole('button', { name: /notes.txt, modified/ })
  ).toBeFocused();
  await page.keyboard.press('Enter');
  const diff = page.locator('.mlops-Diff').first();
  await expect(diff).toBeVisible();
  await expect(diff).toContainText('change 0');
});

test('the history of a file is that of its former name, too', async ({
  git,
  repository,
  tmpPath
}) => {
  grow(git, 2);
  git.git('mv', 'notes.txt', 'memo.txt');
  git.commit('Rename');
  git.write('other.txt', 'other\n');
  git.commit('Other');
  await repository.open(tmpPath);
  await expect(repository.branch).toHaveText('main');
  await repository.execute('mlops:show-history', {
    path: `${tmpPath}/memo.txt`
  });
  await expect(repository.commits).toHaveCount(4);
  await expect(repository.commits.first()).toContainText('Rename');
  await repository.history.getByRole('button', { name: 'All files' }).click();
  await expect(repository.commits).toHaveCount(5);
});

test('new commits appear, and the one that is read stays', async ({
  git,
  repository,
  tmpPath
}) => {
  grow(git, 2);
  await repository.open(tmpPath);
  await expect(repository.branch).toHaveText('main');
  await repository.execute('mlops:show-history');
  await repository.commits.nth(1).click();
  grow(git, 1, 'Later');
  await expect(repository.commits.first()).toContainText('Later 0');
  await expect(repository.commits.nth(2)).toHaveAttribute(
    'aria-selected',
    'true'
  );
});

test('a long history is drawn as far as it is seen, and loaded on', async ({
  page,
  git,
  repository,
  tmpPath
}) => {
  grow(git, 130);
  await repository.open(tmpPath);
  await expect(repository.branch).toHaveText('main');
  await repository.execute('mlops:show-history');
  await expect(repository.commits.first()).toContainText('Change 129');
  expect(await repository.commits.count()).toBeLessThan(70);
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(repository.commits.last()).toContainText('Start', {
      timeout: 500
    });
  }).toPass();
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`axe finds nothing in ${theme}`, async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    grow(git, 2);
    await repository.open(tmpPath);
    await expect(repository.branch).toHaveText('main');
    await repository.execute('mlops:show-history');
    await expect(repository.commitFiles).toHaveCount(1);
    const found = await new AxeBuilder({ page })
      .include('.mlops-History')
      .analyze();
    expect(found.violations).toEqual([]);
  });
}

/** Add commits that change `notes.txt`. */
function grow(git: GitFolder, count: number, name = 'Change'): void {
  for (let n = 0; n < count; n += 1) {
    git.write('notes.txt', `${name.toLowerCase()} ${n}\n`);
    git.commit(`${name} ${n}`);
  }
}
