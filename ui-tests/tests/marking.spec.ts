import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/markingFixtures';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test('cells are marked by clicking, and say with what', async ({
  marking,
  project,
  tmpPath
}) => {
  const before = project.read('01_circle.ipynb');
  await marking.open(`${tmpPath}/01_circle.ipynb`);
  await expect(marking.badges(3)).toHaveText('→shapes.py');
  await expect(marking.badges(1)).toHaveCount(0);

  await marking.select(1);
  await marking.choose('Export to circle.py');
  await expect(marking.badges(1)).toHaveText('→circle.py');
  await expect(marking.mark).toHaveText('circle.py');
  await marking.choose('Private: left out of __all__');
  await expect(marking.badges(1)).toHaveText('→circle.py · private');
  await marking.select(2);
  await expect(marking.mark).toHaveText('');
  await marking.choose('Test');
  await expect(marking.badges(2)).toHaveText('test');
  await marking.select(0);
  await marking.choose('Setup for tests');
  await expect(marking.badges(0)).toHaveText('setup');

  const cells = await marking.content();
  expect(cells.map(({ tags }) => tags)).toEqual([
    ['setup'],
    ['exporti'],
    ['test'],
    [],
    []
  ]);
  await marking.choose('Not exported');
  await expect(marking.badges(0)).toHaveCount(0);
  // Nothing is written before the user saves.
  expect(project.read('01_circle.ipynb')).toBe(before);
});

test('a directive is edited where its author uses one', async ({
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['#| hide\n#|export shapes\n\nx = 1', 'y = 2']);
  await marking.open(`${tmpPath}/a.ipynb`);
  await marking.select(0);
  await marking.choose('Export to a.py');
  await expect(marking.badges(0)).toHaveText('→a.py');
  const [exported] = await marking.content();
  expect(exported).toEqual({
    source: '#| hide\n#|export\n\nx = 1',
    tags: []
  });
  await marking.choose('Not exported');
  const [plain] = await marking.content();
  expect(plain?.source).toBe('#| hide\n\nx = 1');
});

test('a notebook of nbdev gets directives, which it can read', async ({
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['#| default_exp core', 'def f():\n    pass']);
  await marking.open(`${tmpPath}/a.ipynb`);
  await marking.select(1);
  await marking.choose('Export to core.py');
  await expect(marking.badges(1)).toHaveText('→core.py');
  await marking.choose('Private: left out of __all__');
  const [, cell] = await marking.content();
  expect(cell).toEqual({
    source: '#| exporti\ndef f():\n    pass',
    tags: []
  });
  await marking.choose('Not exported');
  await expect(marking.badges(1)).toHaveCount(0);
  const [, plain] = await marking.content();
  expect(plain?.source).toBe('def f():\n    pass');
});

test('several cells are marked at once, and undone at once', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['x = 1', 'y = 2', '#| export\nz = 3', 'v = 4']);
  await marking.open(`${tmpPath}/a.ipynb`);
  const before = await marking.content();
  await marking.select(0, 2);
  await marking.choose('Export to another module…');
  await page
    .getByRole('textbox', { name: /below the package/ })
    .fill('data.load');
  await page.keyboard.press('Enter');
  await expect(marking.badges(0)).toHaveText('→data/load.py');
  await expect(marking.badges(2)).toHaveText('→data/load.py');
  const cells = await marking.content();
  expect(cells.map(({ source, tags }) => [source, ...tags])).toEqual([
    ['x = 1', 'export:data.load'],
    ['y = 2', 'export:data.load'],
    ['#| export data.load\nz = 3'],
    ['v = 4']
  ]);
  await marking.choose('Private: left out of __all__');
  await expect(marking.badges(1)).toHaveText('→data/load.py · private');

  await marking.execute('notebook:undo-cell-action');
  await expect(marking.badges(1)).toHaveText('→data/load.py');
  await marking.execute('notebook:undo-cell-action');
  await expect(marking.badges(1)).toHaveCount(0);
  expect(await marking.content()).toEqual(before);
  await marking.execute('notebook:redo-cell-action');
  await expect(marking.badges(0)).toHaveText('→data/load.py');
});

test('badges follow what is typed', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['x = 1', '#| export\ny = 2']);
  await marking.open(`${tmpPath}/a.ipynb`);
  await expect(marking.badges(1)).toHaveText('→a.py');
  await marking.cell(0).locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('#| default_exp core\n#| export\n');
  await expect(marking.badges(0)).toHaveText('→core.py');
  await expect(marking.badges(1)).toHaveText('→core.py');
  // A cell that comes back brings its badge.
  await marking.select(1);
  await page.keyboard.press('d');
  await page.keyboard.press('d');
  await expect(marking.badges(1)).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(marking.badges(1)).toHaveText('→core.py');
});

test('cells are marked with the keyboard alone', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['x = 1', 'y = 2']);
  await marking.open(`${tmpPath}/a.ipynb`);
  await marking.select(0);
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  await expect(marking.badges(0)).toHaveText('→a.py');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('e');
  await page.keyboard.press('m');
  await expect(marking.menu).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(marking.badges(1)).toHaveText('setup');
  // A badge is a button, whatever Enter means to the notebook.
  await marking.badges(1).focus();
  await page.keyboard.press('Enter');
  await expect(marking.menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(marking.menu).toHaveCount(0);
  await page.keyboard.press('e');
  await page.keyboard.press('m');
  await page.keyboard.press('Escape');
  await expect(marking.menu).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  await expect(marking.badges(0)).toHaveCount(0);
  expect((await marking.content())[0]).toEqual({ source: 'x = 1', tags: [] });
});

test('the menu of a cell marks it, too', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['x = 1']);
  await marking.open(`${tmpPath}/a.ipynb`);
  await marking.select(0);
  const editor = marking.cell(0).locator('.jp-InputArea-editor');
  await editor.click({ button: 'right' });
  await marking.menuItem('Export Cells').hover();
  await marking.menuItem('Export to a.py').click();
  await expect(marking.badges(0)).toHaveText('→a.py');
  await page.menu.clickMenuItem('Edit>Export Cells>Test');
  await expect(marking.badges(0)).toHaveText('test');
});

test('cells in another language cannot be exported', async ({
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['x <- 1']);
  const r = project.read('a.ipynb').replaceAll('"python"', '"R"');
  project.write('a.ipynb', r);
  await marking.open(`${tmpPath}/a.ipynb`);
  await marking.select(0);
  const button = marking.control.locator('jp-button, button').first();
  await expect(button).toHaveAttribute('title', /Only cells in Python/);
  await button.click({ force: true });
  await expect(marking.menu).toHaveCount(0);
});

test('a long notebook shows the badges that come into view', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  const cells = Array.from(
    { length: 120 },
    (_, index) => `#| export part${index % 7}\nx${index} = ${index}`
  );
  project.write('a.ipynb', cells);
  await marking.open(`${tmpPath}/a.ipynb`);
  await expect(marking.badges(0)).toHaveText('→part0.py');
  await page.evaluate(async () => {
    const { currentWidget } = window.jupyterapp.shell;
    const { content } = currentWidget as unknown as {
      content: { scrollToItem: (index: number) => Promise<void> };
    };
    await content.scrollToItem(119);
  });
  // JupyterLab makes cells when it has nothing else to do.
  await expect(marking.badges(119)).toHaveText('→part0.py', {
    timeout: 45_000
  });
});

for (const theme of THEMES) {
  test(`axe finds nothing in ${theme}`, async ({
    page,
    marking,
    project,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    project.write('a.ipynb', ['#| export a\nx = 1', '#| exporti\ny = 2', 'z']);
    await marking.open(`${tmpPath}/a.ipynb`);
    await marking.select(2);
    await marking.choose('Test');
    await expect(marking.badges(2)).toHaveText('test');
    const found = await new AxeBuilder({ page })
      .include('.mlops-CellBadges')
      .include('.mlops-MarkControl')
      .analyze();
    expect(found.violations).toEqual([]);
  });
}

test('a badge says what is wrong with its cell, wherever that is moved', async ({
  page,
  marking,
  project,
  tmpPath
}) => {
  project.write('a.ipynb', ['#| export\nx = 1', '#| export\nprint(1']);
  await marking.open(`${tmpPath}/a.ipynb`);
  const trouble = /mlops-mod-trouble/;
  await expect(marking.badges(1)).toHaveClass(trouble);
  await expect(marking.badges(0)).not.toHaveClass(trouble);
  await marking.select(1);
  await marking.execute('notebook:move-cell-up');
  await expect(marking.badges(0)).toHaveClass(trouble);
  await expect(marking.badges(1)).not.toHaveClass(trouble);
  await marking.cell(0).locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(')');
  await page.notebook.save();
  await expect(marking.badges(0)).not.toHaveClass(trouble);
});
