import type { ICell } from '../helpers/changesFixtures';
import {
  COMMITTED,
  WORKING,
  expect,
  notebook,
  test
} from '../helpers/changesFixtures';
import type { GitFolder } from '../helpers/gitFolder';

/** Sources of the notebook's cells, as a revision or the index has them. */
function sources(git: GitFolder, revision: string): string[] {
  const content = JSON.parse(git.git('show', `${revision}:train.ipynb`)) as {
    cells: { source: string | string[] }[];
  };
  return content.cells.map(({ source }) => [source].flat().join(''));
}

/** What the cells of the notebook's last commit have printed. */
function printed(git: GitFolder, revision: string): string[] {
  const content = JSON.parse(git.git('show', `${revision}:train.ipynb`)) as {
    cells: { outputs: { text: string[] }[] }[];
  };
  return content.cells.map(({ outputs }) => outputs[0]?.text.join('') ?? '');
}

const source = (cell: ICell): string => cell.source;

test.describe('changes', () => {
  test('one of three cells is ticked and committed; the working file stays as it is', async ({
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    const before = git.read('train.ipynb');
    await changes.fold('train.ipynb');
    await expect(changes.row('beta = 10')).toContainText('[3]');
    await changes.tick('beta = 10').click();
    await expect(changes.tick('beta = 10')).toBeChecked();
    await expect(changes.commitButton).toHaveText('Commit 1 cell');
    await expect(changes.message).toHaveAttribute(
      'placeholder',
      'train: edit 1 cell'
    );
    await changes.commitButton.click();
    await expect(changes.made).toContainText('train: edit 1 cell');

    expect(git.git('log', '-1', '--format=%s')).toBe('train: edit 1 cell');
    expect(sources(git, 'HEAD')).toEqual([
      'import numpy as np',
      'alpha = 0.5',
      'beta = 10',
      'gamma = 2'
    ]);
    expect(git.read('train.ipynb')).toBe(before);
    await expect(changes.row('alpha = 0.1')).toBeVisible();
    await expect(changes.row('beta = 10')).toContainText('outputs stay here');
  });

  test('all is committed where nothing is ticked, but for outputs', async ({
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await expect(changes.commitButton).toHaveText(
      'Commit all: 3 cells, 1 file'
    );
    await changes.message.fill('All of it');
    await changes.message.press('Control+Enter');
    await expect(changes.made).toContainText('All of it');
    expect(sources(git, 'HEAD')).toEqual(WORKING.map(source));
    expect(printed(git, 'HEAD')).not.toContain('ten\n');
    expect(git.read('train.ipynb')).toBe(notebook(WORKING));
    expect(git.git('status', '--porcelain', 'lib')).toBe('');
    await expect(changes.commitButton).toBeDisabled();
  });

  test('outputs are staged by name', async ({ changes, git, tmpPath }) => {
    await changes.openFolder(tmpPath);
    await changes.fold('train.ipynb');
    await changes.choose('alpha = 0.1', 'Outputs in the Commit');
    await expect
      .poll(() => printed(git, ''))
      .toEqual(['', 'a tenth\n', 'one\n', 'two\n']);
    expect(sources(git, '')).toEqual(COMMITTED.map(source));
    await changes.choose('alpha = 0.1', 'Unstage');
    await expect
      .poll(() => git.git('diff', '--cached', '--name-only'))
      .toBe('');
  });

  test('a text is staged hunk by hunk', async ({ changes, git, tmpPath }) => {
    await changes.openFolder(tmpPath);
    await changes.fold('features.py');
    await changes.tick('new line 20').click();
    await expect
      .poll(() => git.git('diff', '--cached', '-U0', '--', 'lib'))
      .toContain('+new line 20');
    expect(git.git('diff', '--cached', '-U0')).not.toContain('new line 2\n');
    await expect(changes.tick('features.py')).toBeChecked({
      indeterminate: true
    });
    await changes.tick('features.py').click();
    await expect(changes.tick('new line 2')).toBeChecked();
    await changes.tick('features.py').click();
    await expect
      .poll(() => git.git('diff', '--cached', '--name-only'))
      .toBe('');
  });

  test('ticks that follow each other fast all count', async ({
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await changes.fold('train.ipynb');
    for (const cell of ['alpha = 0.1', 'beta = 10', 'gamma = 20']) {
      await changes.tick(cell).click();
    }
    await changes.tick('beta = 10').click();
    await expect
      .poll(() => sources(git, ''))
      .toEqual(['import numpy as np', 'alpha = 0.1', 'beta = 1', 'gamma = 20']);
    await expect(changes.commitButton).toHaveText('Commit 2 cells');
  });

  test('what is typed shows while it is typed, and can be staged unsaved', async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    git.git('checkout', '--', '.');
    const before = git.read('train.ipynb');
    await changes.openNotebook(`${tmpPath}/train.ipynb`);
    await expect(changes.section).toContainText('Nothing has changed');
    await page.notebook.setCell(1, 'code', 'alpha = 0.7');
    await expect(changes.row('alpha = 0.7')).toBeVisible();
    await expect(changes.badge).toHaveText('1');
    await page.notebook.setCell(1, 'code', 'alpha = 0.75');
    await expect(changes.row('alpha = 0.75')).toBeVisible();
    await changes.tick('alpha = 0.75').click();
    await expect.poll(() => sources(git, '')[1]).toBe('alpha = 0.75');
    expect(git.read('train.ipynb')).toBe(before);
    await page.notebook.setCell(1, 'code', 'alpha = 0.8');
    await expect(changes.row('alpha = 0.8')).toContainText('edited since');
  });

  test('a discarded cell is taken back, by the toast or from the restore list', async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    await changes.openNotebook(`${tmpPath}/train.ipynb`);
    // JupyterLab adds to a notebook when it saves one, as a discard has it do.
    await page.notebook.save();
    const before = git.read('train.ipynb');
    const cells = page.locator('.jp-NotebookPanel .jp-Cell');
    await changes.act('alpha = 0.1', 'Discard');
    await expect(cells.nth(1)).toContainText('alpha = 0.5');
    await changes.toast('Discarded').getByText('Undo').click();
    await expect(cells.nth(1)).toContainText('alpha = 0.1');
    expect(git.read('train.ipynb')).toBe(before);

    await changes.act('train.ipynb', 'Discard');
    await expect(changes.row('train.ipynb')).toHaveCount(0);
    expect(git.git('status', '--porcelain', 'train.ipynb')).toBe('');
    await changes.execute('mlops:show-restore-list');
    const entry = changes.section.locator('.mlops-RestoreList li').first();
    await expect(entry).toContainText('train.ipynb');
    await entry.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => git.read('train.ipynb')).toBe(before);
    await page.keyboard.press('Escape');
    await expect(changes.row('train.ipynb')).toBeVisible();
  });

  test('a click shows the difference, and a cell is gone to', async ({
    page,
    changes,
    git,
    tmpPath
  }) => {
    await changes.openFolder(tmpPath);
    await changes.fold('train.ipynb');
    await changes.act('gamma = 20', 'Go to cell');
    await expect(page.locator('.jp-Cell.jp-mod-active')).toContainText(
      'gamma = 20'
    );
    await changes.row('gamma = 20').click();
    const tab = page.locator(
      '#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current'
    );
    await expect(tab).not.toHaveText('train.ipynb');
    expect(git.git('diff', '--cached', '--name-only')).toBe('');
  });

  test('the badge of the notebook counts its cells and leads to them', async ({
    changes,
    git,
    tmpPath
  }) => {
    expect(git.git('status', '--porcelain')).not.toBe('');
    await changes.openNotebook(`${tmpPath}/train.ipynb`);
    await expect(changes.badge).toHaveText('3');
    await changes.execute('mlops:show-runs');
    await changes.badge.click();
    await expect(changes.list).toBeFocused();
    await expect(changes.row('train.ipynb')).toHaveAttribute(
      'aria-expanded',
      'true'
    );
  });
});
