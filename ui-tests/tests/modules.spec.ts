import { rmSync } from 'fs';
import * as path from 'path';

import { CELLS, expect, test } from '../helpers/modulesFixtures';

test.describe('modules', () => {
  test('cells are exported, edited and exported again', async ({
    modules,
    project,
    tmpPath
  }) => {
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await expect(modules.row('train.py')).toContainText('not exported yet');
    await modules.doNext('Export 1 module');
    await expect(modules.foot).toContainText('Exported train');
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.module).toContain('def scale(x, low=0.0, high=1.0):');
    expect(project.module).toContain('version 1.2.0');

    await modules.editCell(
      3,
      '#| export\ndef norm(x, y):\n    """Length of a vector."""\n    return math.hypot(x, y)'
    );
    // What is open is saved first.
    await modules.execute('mlops:export-modules');
    await expect
      .poll(() => project.module)
      .toContain('"""Length of a vector."""');
    await expect(modules.row('train.py')).toContainText('in step');
  });

  test('a cell that is ahead is shown with its difference, and gone to by a click', async ({
    page,
    modules,
    project,
    tmpPath
  }) => {
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await modules.doNext('Export 1 module');
    await expect(modules.row('train.py')).toContainText('in step');
    await modules.editCell(1, `${CELLS[1] ?? ''}\n\nSTEP = 0.1`);
    await page.notebook.save();
    await expect(modules.row('train.py')).toContainText('1 cell ahead');
    await modules.fold('train.py');
    await modules.fold('def scale');
    await expect(modules.block('def scale')).toContainText('+STEP = 0.1');
    await page.notebook.selectCells(3);
    await modules.row('def scale').click();
    await expect(modules.activeCell).toContainText('STEP');
    expect(project.module).not.toContain('STEP');
  });

  test('a file that no notebook made is replaced with consent only', async ({
    page,
    modules,
    project,
    tmpPath
  }) => {
    project.git.write('src/prices/train.py', 'answer = 42\n');
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await modules.execute('mlops:export-modules');
    await expect(modules.toast('train held back')).toBeVisible();
    expect(project.module).toBe('answer = 42\n');
    await modules.choose('Not made from a notebook', 'Replace…');
    await page
      .locator('.jp-Dialog')
      .getByRole('button', { name: 'Replace train.py' })
      .click();
    await expect(modules.row('train.py')).toContainText('in step');
    expect(project.module).toContain('def norm');
  });

  test('a broken cell is named with its line, and gone to by a click', async ({
    modules,
    project,
    tmpPath
  }) => {
    project.editCell('return math', 'return = math');
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await expect(modules.row('train.py')).toContainText('1 error');
    await expect(modules.row('cell 4')).toContainText('line 3');
    await modules.row('cell 4').click();
    await expect(modules.activeCell).toContainText('return = math');
    await expect.poll(() => modules.cursorLine()).toBe(3);
  });

  test('a folder without version control is kept fresh by what is saved', async ({
    modules,
    project,
    tmpPath
  }) => {
    rmSync(path.join(project.git.folder, '.git'), { recursive: true });
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await modules.doNext('Export 1 module');
    await expect(modules.row('train.py')).toContainText('in step');
    await modules.editCell(0, '#| export\nimport math\nimport re');
    await modules.execute('docmanager:save');
    await expect(modules.row('train.py')).toContainText('ahead');
  });

  test('the version that a new function asks for is said', async ({
    modules,
    project,
    tmpPath
  }) => {
    await modules.openNotebook(`${tmpPath}/train.ipynb`);
    await modules.makeRoom();
    await modules.doNext('Export 1 module');
    await expect(modules.row('train.py')).toContainText('in step');
    project.git.commit('Export');
    project.git.git('tag', '-a', 'v1.2.0', '-m', '1.2.0');
    await modules.editCell(2, '#| export\ndef clip(x):\n    return abs(x)');
    await modules.execute('mlops:export-modules');
    await expect(modules.foot).toContainText('1.2.0 → 1.3.0 advised');
    await expect(
      modules.foot.getByRole('button', { name: 'Release…' })
    ).toBeVisible();
  });
});
