import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

import { GitFolder } from '../helpers/gitFolder';
import { MarkingPage } from '../helpers/marking';
import { ModulesPage } from '../helpers/modules';
import { ReleasesPage } from '../helpers/releases';
import { expect, test } from '../helpers/fixtures';

const SETTINGS = `[tool.jupyter-mlops.modules]
package = "prices"
index = ".index"
`;
const MODULE = 'src/prices/scaling.py';

test('a cell becomes a module, is edited on both sides, released, extended and released again', async ({
  page,
  tmpPath
}) => {
  test.setTimeout(240_000);
  const git = GitFolder.init(tmpPath);
  git.write('pyproject.toml', SETTINGS);
  git.write('.gitignore', '.index/\ndist/\n.ipynb_checkpoints/\n');
  git.write('scaling.ipynb', [
    'def scale(x, by=2):\n    """A multiple."""\n    return x * by',
    'scale(21)'
  ]);
  git.commit('Start');
  const marking = new MarkingPage(page);
  const modules = new ModulesPage(page);
  const releases = new ReleasesPage(page);

  // Marked by a click, exported by another.
  await marking.open(`${tmpPath}/scaling.ipynb`);
  await marking.select(0);
  await marking.choose('Export to scaling.py');
  await expect(marking.badges(0)).toContainText('scaling.py');
  await page.notebook.save();
  await modules.show();
  await modules.makeRoom();
  await modules.doNext(/Export/);
  await expect(modules.row('scaling.py')).toContainText('in step');
  expect(git.read(MODULE)).toContain('__all__ = ["scale"]');

  // An edit of the module comes back into the cell.
  edit(git, MODULE, 'x * by', 'by * x');
  await expect(modules.row('scaling.py')).toContainText('1 edit', SOON);
  await modules.doNext(/Sync/);
  await expect(modules.row('scaling.py')).toContainText('in step');
  await expect(marking.cell(0)).toContainText('return by * x');

  // Both sides edit the same line: nothing wins until somebody says so.
  edit(git, MODULE, 'by * x', 'by * x + 0');
  await marking.cell(0).locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' - 0');
  await page.notebook.save();
  await expect(modules.row('scaling.py')).toContainText('1 conflict', SOON);
  await modules.choose('def scale', 'Use module');
  await expect(modules.row('scaling.py')).toContainText('in step');
  await expect(marking.cell(0)).toContainText('return by * x + 0');
  expect(git.read('scaling.ipynb')).not.toContain('<<<<<<<');

  git.commit('Export a first module');
  await releases.openDialog(tmpPath);
  await releases.version.fill('1.0.0');
  await releases.release();
  await expect(releases.done).toContainText('1.0.0 is released.');
  await page.keyboard.press('Escape');

  // A new function asks for a minor step.
  await page.notebook.activate('scaling.ipynb');
  await marking.select(1);
  await page.notebook.setCell(
    1,
    'code',
    'def shift(x, by=1):\n    """A sum."""\n    return x + by'
  );
  await marking.select(1);
  await marking.choose('Export to scaling.py');
  await page.notebook.save();
  await modules.doNext(/Export/);
  await expect(modules.row('scaling.py')).toContainText('in step');
  git.commit('Shift, too');
  await releases.openDialog(tmpPath);
  await expect(releases.version).toHaveValue('1.1.0');
  await expect(releases.step('minor')).toContainText('advised');
  await expect(releases.advice).toContainText('scaling.shift was added');
  await releases.release();
  await expect(releases.done).toContainText('1.1.0 is released.');
  expect(git.git('tag', '--list')).toBe('v1.0.0\nv1.1.0');

  expect(installed(git, 'scaling.shift(scaling.scale(20))')).toBe('41');
});

/** What takes as long as it takes a server to hear of a changed file. */
const SOON = { timeout: 20_000 };

function edit(git: GitFolder, name: string, old: string, text: string): void {
  const content = git.read(name);
  expect(content).toContain(old);
  git.write(name, content.replace(old, text));
}

/** What an expression gives in a new environment with the newest version from the index. */
function installed(git: GitFolder, expression: string): string {
  const place = mkdtempSync(path.join(tmpdir(), 'mlops-installed-'));
  try {
    execFileSync('python', ['-m', 'venv', place]);
    const bin = process.platform === 'win32' ? 'Scripts' : 'bin';
    const python = path.join(place, bin, 'python');
    const index = path.join(git.folder, '.index');
    execFileSync(python, [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...['--index-url', `file://${index}`, 'prices']
    ]);
    const code = `from prices import scaling; print(${expression})`;
    return execFileSync(python, ['-c', code], { encoding: 'utf-8' }).trim();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
