import { chmodSync, existsSync, utimesSync } from 'fs';
import * as path from 'path';

import { expect, test } from '../helpers/changesFixtures';
import { typeText } from '../helpers/typing';

test.describe('a commit', () => {
  test('is written by keyboard alone', async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await expect(changes.files).toHaveCount(2);
    await expect(changes.list).toBeFocused();
    await page.keyboard.press('End');
    await expect(changes.row('train.ipynb')).toHaveAttribute(
      'aria-selected',
      'true'
    );
    await page.keyboard.press('ArrowRight');
    await expect(changes.row('alpha = 0.1')).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(changes.tick('alpha = 0.1')).toBeChecked();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(changes.rows).toHaveCount(2);
    await page.keyboard.press('/');
    await typeText(page, 'features');
    await expect(changes.rows).toHaveCount(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(changes.list).toBeFocused();

    await page.keyboard.press('c');
    await expect(changes.message).toBeFocused();
    await expect(changes.message).toHaveAttribute('placeholder', /edit 1 cell/);
    await page.keyboard.press('Tab');
    await expect(changes.message).toHaveValue('train: edit 1 cell');
    await page.keyboard.type(' (alpha)');
    await page.keyboard.press('Control+Enter');
    await expect(changes.made).toContainText('edit 1 cell (alpha)');
    expect(git.git('log', '-1', '--format=%s')).toBe(
      'train: edit 1 cell (alpha)'
    );
  });

  test('asks once by whom it is', async ({ changes, git, tmpPath }) => {
    git.git('config', '--unset', 'user.name');
    git.git('config', '--unset', 'user.email');
    git.git('config', 'user.useConfigOnly', 'true');
    await changes.openFolder(tmpPath);
    await changes.message.fill('Mine');
    await changes.commitButton.click();
    await changes.section.getByLabel('Name', { exact: true }).fill('Grace');
    await changes.section.getByLabel('E-mail').fill('grace@example.org');
    await changes.section
      .getByRole('button', { name: 'Commit as Grace' })
      .click();
    await expect(changes.made).toContainText('Mine');
    expect(git.git('log', '-1', '--format=%an <%ae>')).toBe(
      'Grace <grace@example.org>'
    );
    await expect(
      changes.section.getByLabel('Name', { exact: true })
    ).toHaveCount(0);
  });

  test('that a hook refuses shows what the hook has said, and keeps the message', async ({
    changes,
    git,
    tmpPath
  }) => {
    const hook = '.git/hooks/pre-commit';
    git.write(
      hook,
      '#!/bin/sh\necho "features.py: line too long" >&2\nexit 1\n'
    );
    chmodSync(path.join(git.folder, hook), 0o755);
    await changes.openFolder(tmpPath);
    await changes.message.fill('Try');
    await changes.commitButton.click();
    await expect(changes.trouble).toContainText('features.py: line too long');
    await expect(changes.message).toHaveValue('Try');
    await changes.trouble.getByRole('button', { name: 'Dismiss' }).click();
    await expect(changes.trouble).toHaveCount(0);
    expect(git.git('log', '--format=%s')).toBe('Start');
  });

  test('on a branch that has moved meanwhile is not made', async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await changes.tick('features.py').click();
    await expect(changes.commitButton).toHaveText('Commit 1 file');
    // Somebody else commits between the look and the click.
    await page.route('**/git/commits*', async route => {
      git.git('commit', '--quiet', '--allow-empty', '--only', '-m', 'Theirs');
      await route.continue();
    });
    await changes.message.fill('Mine');
    await changes.commitButton.click();
    await expect(changes.trouble).toBeVisible();
    await expect(changes.message).toHaveValue('Mine');
    expect(git.git('log', '-1', '--format=%s')).toBe('Theirs');
    await page.unroute('**/git/commits*');
    await changes.commitButton.click();
    await expect(changes.made).toContainText('Mine');
  });

  test('replaces the last one, signed off', async ({
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await changes.tick('features.py').click();
    await changes.chooseWay('Amend Last Commit');
    await expect(changes.message).toHaveValue('Start');
    await changes.chooseWay('Sign Off');
    await expect(changes.commitButton).toHaveText('Amend with 1 file');
    await changes.message.fill('Start well');
    await changes.commitButton.click();
    await expect(changes.made).toContainText('Start well');
    expect(git.git('log', '--format=%s')).toBe('Start well');
    expect(git.git('log', '-1', '--format=%b')).toContain(
      'Signed-off-by: Ada <ada@example.org>'
    );
    expect(git.git('status', '--porcelain', 'lib')).toBe('');
  });

  test('has its outputs where that is wanted', async ({
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await expect(changes.commitButton).toBeEnabled();
    await changes.chooseWay('Commit Code, Keep My Outputs Here');
    await changes.message.fill('With outputs');
    await changes.commitButton.click();
    await expect(changes.made).toContainText('With outputs');
    await changes.chooseWay('Commit Code, Keep My Outputs Here');
    expect(git.git('status', '--porcelain')).toBe('');
    await expect(changes.section).toContainText('Nothing has changed');
  });

  test('is possible again once a lock that was left behind is taken away', async ({
    changes,
    git,
    tmpPath
  }) => {
    git.write('.git/index.lock', '');
    const lock = path.join(git.folder, '.git/index.lock');
    const old = new Date(Date.now() - 60_000);
    utimesSync(lock, old, old);
    await changes.openFolder(tmpPath);
    await expect(changes.section).toContainText('left its lock behind');
    await changes.section.getByRole('button', { name: 'Unlock' }).click();
    await expect(changes.section).not.toContainText('left its lock behind');
    expect(existsSync(lock)).toBe(false);
    await changes.tick('features.py').click();
    await expect(changes.commitButton).toHaveText('Commit 1 file');
  });
});
