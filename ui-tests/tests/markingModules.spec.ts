import { AxeBuilder } from '@axe-core/playwright';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

import { expect, test } from '../helpers/markingFixtures';

/** Line and column of the cursor in what is looked at, from 0. */
function cursor(page: IJupyterLabPageFixture): Promise<string> {
  return page.evaluate(() => {
    const { currentWidget } = window.jupyterapp.shell;
    const { content } = currentWidget as unknown as {
      content: {
        activeCellIndex?: number;
        activeCell?: { editor: IEditor };
        editor?: IEditor;
      };
    };
    interface IEditor {
      getCursorPosition: () => { line: number; column: number };
    }
    const editor = content.activeCell?.editor ?? content.editor;
    const { line, column } = editor?.getCursorPosition() ?? {};
    return [content.activeCellIndex, line, column].join(' ').trim();
  });
}

/** What the user sets. */
async function exportOnSave(page: IJupyterLabPageFixture): Promise<void> {
  await page.evaluate(async () => {
    const registry = (await (
      window as unknown as {
        galata: { getPlugin: (id: string) => Promise<unknown> };
      }
    ).galata.getPlugin('@jupyterlab/apputils-extension:settings')) as {
      set: (id: string, key: string, value: boolean) => Promise<void>;
    };
    await registry.set('jupyter-mlops:plugin', 'exportOnSave', true);
  });
}

test('a badge leads to the module, and the module to the cell', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  await marking.open(`${tmpPath}/01_circle.ipynb`);
  await marking.select(0, 1);
  await marking.choose('Export to circle.py');
  await marking.badges(1).click();
  const toast = marking.toast('This cell is not in circle.py yet.');
  await toast.getByRole('button', { name: 'Export' }).click();

  // The notebook was saved, its modules were written, and one is open where the cell begins.
  await expect(marking.bar).toContainText('Exported from 01_circle.ipynb');
  await expect(marking.bar).toContainText('in step');
  const lines = project.read('src/demo/circle.py').split('\n');
  const line = lines.indexOf('def area(radius):');
  await expect.poll(() => cursor(page)).toBe(`${line} 0`);

  await page.keyboard.press('ArrowDown');
  await marking.execute('mlops:go-to-source-cell');
  await expect.poll(() => cursor(page)).toBe('1 1 0');
  await expect(marking.cell(1)).toHaveClass(/jp-mod-active/);

  // A second time nothing has to be exported.
  await marking.badges(1).click();
  await expect(marking.bar).toBeVisible();
  await expect.poll(() => cursor(page)).toBe(`${line} 0`);
  await marking.bar.getByRole('button', { name: '01_circle.ipynb' }).click();
  await expect(marking.control).toBeVisible();
});

test('the line above a module says how it stands, and syncs', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  await marking.open(`${tmpPath}/01_circle.ipynb`);
  await marking.select(0, 1);
  await marking.choose('Export to circle.py');
  await page.notebook.save();
  await marking.execute('mlops:export-notebook');
  await expect
    .poll(() => project.git('status', '--short', '-uall'))
    .toContain('src/demo/circle.py');
  await page.filebrowser.open(`${tmpPath}/src/demo/circle.py`);
  await expect(marking.bar).toContainText('in step');

  await page.locator('.jp-FileEditor .cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# the end');
  await expect(marking.bar).toContainText('edited, not saved');
  await page.keyboard.press('Control+s');
  await expect(marking.bar).toContainText('1 cell edited here');
  const bar = await new AxeBuilder({ page })
    .include('.mlops-ModuleBar')
    .analyze();
  expect(bar.violations).toEqual([]);
  await marking.bar.getByRole('button', { name: 'Sync' }).click();
  await expect(marking.bar).toContainText('in step');
  expect(project.read('01_circle.ipynb')).toContain('# the end');
});

test('files that no notebook made have no such line', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('src/demo/by_hand.py', 'x = 1\n');
  await page.filebrowser.open(`${tmpPath}/src/demo/by_hand.py`);
  await expect(page.locator('.jp-FileEditor .cm-content')).toContainText('x');
  await expect(marking.bar).toHaveCount(0);
  await marking.execute('mlops:go-to-source-cell');
  await expect(marking.toast('There is no cell for this line.')).toBeVisible();
});

test('saving exports where the user wants that, and says what it may not', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  await marking.open(`${tmpPath}/01_circle.ipynb`);
  await marking.select(1);
  await marking.choose('Export to circle.py');
  await page.notebook.save();
  await exportOnSave(page);
  await marking.choose('Private: left out of __all__');
  await page.notebook.save();
  await expect
    .poll(() => project.git('status', '--short', '-uall'))
    .toContain('src/demo/circle.py');
  expect(project.read('src/demo/circle.py')).toContain('def area(radius)');
  await expect(marking.toast('')).toHaveCount(0);

  const written = project.read('src/demo/circle.py');
  project.write(
    'src/demo/circle.py',
    written.replace('radius**2', 'radius * radius')
  );
  await marking.cell(1).locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('  # of a circle');
  await page.notebook.save();
  const toast = marking.toast('circle.py');
  await expect(toast).toBeVisible();
  await expect(toast.getByRole('button', { name: /Sync|Show/ })).toBeVisible();
  expect(project.read('src/demo/circle.py')).toContain('radius * radius');

  // Saving again says nothing new.
  await toast
    .getByRole('button', { name: /Hide|Close|close/ })
    .first()
    .click();
  await expect(marking.toast('circle.py')).toHaveCount(0);
  await page.keyboard.type('!');
  await page.notebook.save();
  await page.waitForTimeout(1500);
  await expect(marking.toast('circle.py')).toHaveCount(0);
});
