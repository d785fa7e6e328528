import * as path from 'path';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { GitFolder } from '../helpers/gitFolder';
import { Neighbours } from '../helpers/neighbours';

interface ILab {
  jupyterapp: {
    isPluginActivated(id: string): boolean;
    commands: {
      hasCommand(id: string): boolean;
      execute(id: string, args: Record<string, string>): Promise<unknown>;
    };
  };
}

test('jupyterlab-git and nbdime work beside us, and we beside them', async ({
  page
}) => {
  test.setTimeout(180_000);
  const neighbours = await Neighbours.start();
  try {
    const git = new GitFolder(path.join(neighbours.root, 'lab'));
    git.write('a.ipynb', ['a = 1', 'print(a)']);
    git.git('init', '--quiet', '-b', 'main');
    git.git('config', 'user.name', 'Ada');
    git.git('config', 'user.email', 'ada@example.org');
    git.commit('Start');
    git.git('branch', 'side');
    git.write('a.ipynb', ['a = 2', 'print(a)']);

    const failures = collectFailures(page);
    await page.goto(`${neighbours.url}/lab/tree/lab`);
    await expect(page.locator('.jp-DirListing-item')).toHaveCount(1, {
      timeout: 60_000
    });
    for (const id of [
      'jupyter-mlops:repository',
      'jupyter-mlops:operations',
      'jupyter-mlops:branches',
      '@jupyterlab/git:plugin',
      'nbdime-jupyterlab:plugin'
    ]) {
      expect([id, await isActivated(page, id)]).toEqual([id, true]);
    }

    // Ours.
    await page.getByRole('tab', { name: 'MLOps' }).click();
    const line = page.locator('#mlops-panel .mlops-RepositoryLine');
    await expect(line).toContainText('main');
    // Theirs.
    await page.getByRole('tab', { name: 'Git', exact: true }).click();
    const theirs = page.locator('.jp-git-sessions, #jp-git-sessions').first();
    await expect(theirs).toContainText('main');
    await expect(theirs).toContainText('a.ipynb');

    // What one does, the other sees.
    git.git('restore', 'a.ipynb');
    await execute(page, 'mlops:switch-branch');
    const picker = page.locator('.mlops-Picker');
    await expect(picker.getByRole('option')).not.toHaveCount(0);
    await picker.getByRole('combobox').fill('side');
    await expect(picker.getByRole('option').first()).toContainText('side');
    await page.keyboard.press('Enter');
    await expect(line).toContainText('side');
    await expect(theirs).toContainText('side', { timeout: 30_000 });
    expect(failures).toEqual([]);
  } finally {
    neighbours.stop();
  }
});

/** Errors of the page that name us. */
function collectFailures(page: Page): string[] {
  const failures: string[] = [];
  page.on('pageerror', error => {
    if (/mlops/i.test(error.stack ?? error.message)) {
      failures.push(error.message);
    }
  });
  page.on('console', message => {
    if (message.type() === 'error' && /mlops/i.test(message.text())) {
      failures.push(message.text());
    }
  });
  return failures;
}

function isActivated(page: Page, id: string): Promise<boolean> {
  return page.evaluate(
    plugin => (window as unknown as ILab).jupyterapp.isPluginActivated(plugin),
    id
  );
}

function execute(page: Page, command: string): Promise<void> {
  return page.evaluate(id => {
    void (window as unknown as ILab).jupyterapp.commands.execute(id, {});
  }, command);
}
