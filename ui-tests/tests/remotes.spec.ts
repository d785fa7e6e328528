import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

import { AxeBuilder } from '@axe-core/playwright';

import { GitFolder } from '../helpers/gitFolder';
import { HttpRemote } from '../helpers/httpRemote';
import { expect, test } from '../helpers/repositoryFixtures';

test('a repository is cloned with a password, committed to and pushed', async ({
  page,
  remote,
  repository,
  tmpPath
}) => {
  seed(remote, `${tmpPath}/seed`);
  await repository.open(tmpPath);
  await repository.execute('mlops:clone-repository');
  await repository.dialog.getByLabel('Address').fill(remote.url);
  await repository.dialogButton('Clone').click();
  await repository.answer('User name', HttpRemote.user);
  await repository.answer('Password', HttpRemote.password, true);
  await expect(repository.toast('Open folder')).toBeVisible();
  await repository
    .toast('Open folder')
    .getByRole('button', { name: 'Open folder' })
    .click();
  await expect(repository.branch).toHaveText('main');

  const clone = GitFolder.at(`${tmpPath}/lab`);
  clone.write('new.txt', 'new\n');
  clone.commit('Add a file');
  await expect(repository.button('Push 1 commit')).toBeVisible();
  await repository.button('Push 1 commit').click();
  await expect(repository.button('Push: origin/main has all')).toBeVisible();
  // The password was remembered: nobody was asked again.
  await expect(repository.dialog).toHaveCount(0);
  expect(new GitFolder(remote.folder).git('log', '-1', '--format=%s')).toBe(
    'Add a file'
  );
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
});

test('a refused password is told, with a way to try again', async ({
  remote,
  repository,
  tmpPath
}) => {
  await repository.open(tmpPath);
  await repository.execute('mlops:clone-repository');
  await repository.dialog.getByLabel('Address').fill(remote.url);
  await repository.dialogButton('Clone').click();
  await repository.answer('User name', HttpRemote.user);
  await expect(repository.dialog).toContainText('Password');
  await repository.dialogButton('Cancel').click();
  const toast = repository.toast('could not be cloned');
  await expect(toast).toBeVisible();
  await toast.getByRole('button', { name: 'Try again' }).click();
  // What was typed is still there.
  await expect(repository.dialog.getByLabel('Address')).toHaveValue(remote.url);
});

test('an address that git must not follow is refused in the dialog', async ({
  repository,
  tmpPath
}) => {
  await repository.open(tmpPath);
  for (const url of ['ext::sh -c touch% x', '--upload-pack=x', '']) {
    await repository.execute('mlops:clone-repository');
    await repository.dialog.getByLabel('Address').fill(url);
    await repository.dialogButton('Clone').click();
    await expect(repository.dialog.getByRole('alert')).not.toBeEmpty();
    await repository.dialogButton('Cancel').click();
  }
});

test.describe('with a remote', () => {
  test('what others pushed is seen, pulled and read again', async ({
    page,
    git,
    repository,
    tmpPath
  }) => {
    const other = share(git);
    await repository.open(tmpPath);
    await page.filebrowser.open(`${tmpPath}/notes.txt`);
    await expect(repository.branch).toHaveText('main');
    other.write('notes.txt', 'from the other\n');
    other.commit('Other');
    other.git('push', '--quiet');
    await repository.button('Fetch').click();
    await repository.button('Pull 1 commit').click();
    await expect(repository.button('Pull from origin/main')).toBeVisible();
    await expect(page.locator('.jp-FileEditor .cm-content')).toHaveText(
      'from the other'
    );
  });

  test('a rejected push offers to pull first', async ({
    git,
    repository,
    tmpPath
  }) => {
    const other = share(git);
    other.write('other.txt', 'other\n');
    other.commit('Other');
    other.git('push', '--quiet');
    git.write('mine.txt', 'mine\n');
    git.commit('Mine');
    await repository.open(tmpPath);
    await repository.button('Push 1 commit').click();
    await repository
      .toast('Nothing was pushed')
      .getByRole('button', { name: 'Pull, then push' })
      .click();
    await expect(repository.button('Push: origin/main has all')).toBeVisible();
    expect(git.git('status', '--porcelain=v2', '--branch')).toContain('+0 -0');
  });

  test('a new branch is published', async ({ git, repository, tmpPath }) => {
    share(git);
    git.git('switch', '--quiet', '-c', 'mine');
    await repository.open(tmpPath);
    await repository.button('Publish the branch').click();
    await expect(repository.button('Push: origin/mine has all')).toBeVisible();
  });

  test('conflicts of a pull are told', async ({ git, repository, tmpPath }) => {
    const other = share(git);
    other.write('notes.txt', 'theirs\n');
    other.commit('Theirs');
    other.git('push', '--quiet');
    git.write('notes.txt', 'mine\n');
    git.commit('Mine');
    await repository.open(tmpPath);
    await repository.button('Pull').click();
    await expect(repository.toast('1 file has conflicts')).toBeVisible();
    await expect(repository.line).toContainText('Merging. Resolve 1 conflict');
  });
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`what takes its time is shown, and cancelled, in ${theme}`, async ({
    page,
    repository,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    const remote = await HttpRemote.start({ delay: 20 });
    try {
      const git = seed(remote, `${tmpPath}/seed`);
      git.git('remote', 'set-url', 'origin', withPassword(remote.url));
      await repository.open(`${tmpPath}/seed`);
      await repository.button('Fetch').click();
      await expect(repository.operations).toBeVisible();
      await expect(repository.button('Fetch')).toHaveAttribute(
        'aria-disabled',
        'true'
      );
      const found = await new AxeBuilder({ page })
        .include('#mlops-panel .jp-SidePanel-header')
        .analyze();
      expect(found.violations).toEqual([]);
      await repository.operations
        .getByRole('button', { name: 'Cancel' })
        .click();
      await expect(repository.operations).toHaveCount(0);

      // Where the panel is closed, a notification shows the same.
      await page.sidebar.close('right');
      await repository.execute('mlops:fetch');
      const toast = repository.toast('Fetching');
      await toast.getByRole('button', { name: 'Cancel' }).click();
      await expect(toast).toHaveCount(0);
    } finally {
      remote.stop();
    }
  });
}

/** Give an empty remote a first commit, pushed past its password. */
function seed(remote: HttpRemote, contentsPath: string): GitFolder {
  const git = GitFolder.init(contentsPath);
  git.write('a.ipynb', ['a = 1']);
  git.commit('Start');
  git.git('remote', 'add', 'origin', remote.folder);
  git.git('push', '--quiet', '-u', 'origin', 'main');
  return git;
}

/** Give a repository a remote on disk, and somebody else who works with it. */
function share(git: GitFolder): GitFolder {
  const place = mkdtempSync(path.join(tmpdir(), 'shared-'));
  const folder = path.join(place, 'lab.git');
  git.git('init', '--quiet', '--bare', '-b', 'main', folder);
  git.git('remote', 'add', 'origin', folder);
  git.git('push', '--quiet', '-u', 'origin', 'main');
  const other = new GitFolder(path.join(place, 'other'));
  git.git('clone', '--quiet', folder, path.join(place, 'other'));
  return other;
}

function withPassword(url: string): string {
  return url.replace('//', `//${HttpRemote.user}:${HttpRemote.password}@`);
}
