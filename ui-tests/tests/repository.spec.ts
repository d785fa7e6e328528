import { AxeBuilder } from '@axe-core/playwright';

import { GitFolder } from '../helpers/gitFolder';
import type { RepositoryPage } from '../helpers/repository';
import { expect, test } from '../helpers/repositoryFixtures';
import { typeText } from '../helpers/typing';

test.describe('the repository line', () => {
  test('says where one is, and follows what is looked at', async ({
    page,
    repository,
    tmpPath
  }) => {
    const first = GitFolder.init(`${tmpPath}/first`);
    first.write('a.ipynb', ['a = 1']);
    first.commit('Start');
    const second = GitFolder.init(`${tmpPath}/second`);
    second.write('b.ipynb', ['b = 1']);
    second.commit('Start');
    second.git('switch', '--quiet', '-c', 'side');

    await repository.open(`${tmpPath}/first`);
    await expect(repository.branch).toHaveText('main');
    await expect(repository.statusItem).toContainText('main');
    await page.filebrowser.open(`${tmpPath}/second/b.ipynb`);
    await expect(repository.branch).toHaveText('side');

    await repository.button('Stay with this repository').click();
    await page.filebrowser.openDirectory(`${tmpPath}/first`);
    await page.filebrowser.open(`${tmpPath}/first/a.ipynb`);
    await expect(page.locator('.jp-NotebookPanel')).toHaveCount(2);
    await expect(repository.branch).toHaveText('side');
    await repository.button('Follow what is active').click();
    await expect(repository.branch).toHaveText('main');
  });

  test('follows what is done in a terminal', async ({
    git,
    repository,
    tmpPath
  }) => {
    await repository.open(tmpPath);
    await expect(repository.branch).toHaveText('main');
    git.git('switch', '--quiet', '-c', 'elsewhere');
    await expect(repository.branch).toHaveText('elsewhere');
    git.git('switch', '--quiet', '--detach');
    await expect(repository.branch).toHaveText(
      git.git('rev-parse', '--short=7', 'HEAD')
    );
    await expect(repository.line).toContainText('No branch');
  });

  test('says that there is no repository, and one is made', async ({
    repository,
    tmpPath
  }) => {
    await repository.open(tmpPath);
    await expect(repository.line).toContainText('Not in a repository');
    await repository.execute('mlops:init-repository');
    await expect(repository.branch).toBeVisible();
    await expect(repository.line).toContainText('No commits yet.');
  });

  test('says how a merge ends', async ({ git, repository, tmpPath }) => {
    git.git('switch', '--quiet', '-c', 'side');
    git.write('notes.txt', 'theirs\n');
    git.commit('Theirs');
    git.git('switch', '--quiet', 'main');
    git.write('notes.txt', 'ours\n');
    git.commit('Ours');
    expect(() => git.git('merge', '--quiet', 'side')).toThrow();
    await repository.open(tmpPath);
    await expect(repository.line).toContainText(
      'Merging. Resolve 1 conflict, then commit.'
    );
  });
});

test.describe('branches', () => {
  test('are switched to by typing a part of the name', async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    git.git('branch', 'fix/loader');
    git.git('branch', 'fix/plots');
    await repository.open(tmpPath);
    await repository.line
      .getByRole('button', { name: /switch branch/ })
      .click();
    await expect(repository.pickerBox).toBeFocused();
    await expect(repository.picker.getByRole('option')).toHaveCount(3);
    await page.keyboard.type('load');
    await expect(repository.picker.getByRole('option').first()).toContainText(
      'fix/loader'
    );
    await page.keyboard.press('Enter');
    await expect(repository.picker).toHaveCount(0);
    await expect(repository.branch).toHaveText('fix/loader');
    expect(git.git('branch', '--show-current')).toBe('fix/loader');
  });

  test('are made by typing a new name, and Escape makes none', async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    await repository.open(tmpPath);
    await repository.statusItem.getByRole('button').click();
    await typeText(page, 'try');
    await page.keyboard.press('Escape');
    await expect(repository.picker).toHaveCount(0);
    await repository.statusItem.getByRole('button').click();
    await typeText(page, 'try 1');
    await expect(repository.picker.getByRole('alert')).toContainText(
      'no spaces'
    );
    await repository.pickerBox.fill('try-1');
    await page.keyboard.press('Enter');
    await expect(repository.branch).toHaveText('try-1');
    expect(git.git('branch', '--show-current')).toBe('try-1');
  });

  test('start where one says', async ({ page, git, repository, tmpPath }) => {
    git.git('switch', '--quiet', '-c', 'older');
    git.git('switch', '--quiet', 'main');
    git.write('notes.txt', 'newer\n');
    git.commit('Newer');
    await repository.open(tmpPath);
    await expect(repository.branch).toHaveText('main');
    await repository.execute('mlops:create-branch');
    await repository.pickerBox.fill('from-older');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(repository.branch).toHaveText('from-older');
    expect(git.git('log', '-1', '--format=%s')).toBe('Start');
  });

  test('are reached with changes set aside, which come back', async ({
    git,
    repository,
    tmpPath
  }) => {
    twoBranches(git);
    git.write('notes.txt', 'not committed\n');
    await repository.open(tmpPath);
    await switchTo(repository, 'side');
    await expect(repository.dialog).toContainText('notes.txt');
    await repository.dialogButton('Stay on main').click();
    expect(git.read('notes.txt')).toBe('not committed\n');
    await switchTo(repository, 'side');
    await repository.dialogButton('Set them aside').click();
    await expect(repository.branch).toHaveText('side');
    await expect(repository.toast('set aside')).toBeVisible();
    expect(git.read('notes.txt')).toBe('theirs\n');
    expect(git.git('for-each-ref', 'refs/jupyter-mlops/discarded')).not.toBe(
      ''
    );
  });

  test('are reached with changes merged into them', async ({
    git,
    repository,
    tmpPath
  }) => {
    twoBranches(git);
    git.write('notes.txt', 'not committed\n');
    await repository.open(tmpPath);
    await switchTo(repository, 'side');
    await repository.dialogButton('Merge them into side').click();
    await expect(repository.branch).toHaveText('side');
    await expect(repository.toast('conflict')).toBeVisible();
    expect(git.read('notes.txt')).toContain('not committed');
  });

  test('are switched with what is open saved before and read after', async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    twoBranches(git);
    await repository.open(tmpPath);
    await page.filebrowser.open(`${tmpPath}/notes.txt`);
    await page.notebook.openByPath(`${tmpPath}/a.ipynb`);
    await page.notebook.activate('a.ipynb');
    await page.notebook.setCell(0, 'code', 'a = "unsaved"');
    await switchTo(repository, 'side');
    await expect(repository.dialog).toContainText('a.ipynb');
    await repository.dialogButton('Save and switch').click();
    await expect(repository.branch).toHaveText('side');
    expect(git.read('a.ipynb')).toContain('unsaved');
    await page.activity.activateTab('notes.txt');
    await expect(page.locator('.jp-FileEditor .cm-content')).toHaveText(
      'theirs'
    );
  });
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`axe finds nothing in ${theme}`, async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    git.git('branch', 'side');
    git.git('switch', '--quiet', '--detach');
    await repository.open(tmpPath);
    await expect(repository.line).toContainText('No branch');
    await repository.execute('mlops:switch-branch');
    await expect(repository.picker.getByRole('option')).toHaveCount(2);
    const found = await new AxeBuilder({ page })
      .include('#mlops-panel .mlops-RepositoryLine')
      .include('.mlops-Picker')
      .include('.mlops-StatusItem')
      .analyze();
    expect(found.violations).toEqual([]);
  });
}

/** `notes.txt` differs between `main`, which is checked out, and `side`. */
function twoBranches(git: GitFolder): void {
  git.git('switch', '--quiet', '-c', 'side');
  git.write('notes.txt', 'theirs\n');
  git.commit('Theirs');
  git.git('switch', '--quiet', 'main');
}

/** Pick a branch from the list. */
async function switchTo(
  repository: RepositoryPage,
  branch: string
): Promise<void> {
  await expect(repository.branch).toHaveText('main');
  await repository.execute('mlops:switch-branch');
  await repository.pickerBox.fill(branch);
  await repository.picker.getByRole('option').first().click();
}
