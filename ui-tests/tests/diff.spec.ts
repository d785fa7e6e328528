import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@jupyterlab/galata';

import { DiffView } from '../helpers/diff';
import { AFTER, BEFORE } from '../helpers/diffNotebooks';
import { display, plot, Repository } from '../helpers/diffRepository';
import { typeText } from '../helpers/typing';

const test = base.extend<{ diff: DiffView; repository: Repository }>({
  diff: async ({ page }, provide) => {
    await provide(new DiffView(page));
  },
  repository: async ({ tmpPath }, provide) => {
    const repository = new Repository(`${tmpPath}/project`);
    repository.notebook('train.ipynb', BEFORE);
    repository.commit('train: start');
    repository.notebook('train.ipynb', AFTER);
    await provide(repository);
  }
});

test('a notebook shows what has changed, and folds what has not', async ({
  diff,
  repository
}) => {
  await diff.open(repository.path('train.ipynb'));
  await expect(diff.cells).toHaveCount(8);
  await expect(diff.map.getByRole('option')).toHaveCount(8);
  await expect(diff.view.locator('.mlops-DiffSummary')).toContainText('+1');
  const fit = diff.cell('fit');
  await expect(
    fit.locator('.cm-merge-a .cm-changedText').first()
  ).toBeVisible();
  await expect(fit).toContainText('steps=200');
  await expect(fit).toContainText('metadata.tags');

  await diff.view.getByRole('button', { name: '12 unchanged cells' }).click();
  await expect(
    diff.view.getByRole('article', { name: 'Cell 4' })
  ).toContainText('x_0 = 0');

  await diff.toggle('Outputs').click();
  await expect(diff.cells).toHaveCount(5);
  await diff.toggle('Outputs').click();
  await diff.toggle('Inline').click();
  await expect(fit.locator('.cm-deletedChunk').first()).toBeVisible();
});

test('tables, pictures and streams show what differs of them', async ({
  page,
  diff,
  repository
}) => {
  await diff.open(repository.path('train.ipynb'));
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  const scores = diff.cell('scores');
  await expect(scores).toBeFocused();
  const changed = scores.locator('td.mlops-mod-differs').first();
  await expect(changed).toHaveAttribute('title', 'was 53.1');
  await expect(scores).not.toContainText('lasso');
  await expect(scores).toContainText('3 rows × 4 columns');
  await scores.getByRole('button', { name: 'Rendered' }).click();
  await expect(scores.locator('.jp-RenderedHTMLCommon')).toHaveCount(2);

  await page.keyboard.press('n');
  const picture = diff.cell('plot');
  await expect(picture.locator('img')).toHaveCount(2);
  await picture.getByRole('button', { name: 'Slider' }).click();
  await expect(picture.getByRole('slider')).toHaveValue('50');
  await page.keyboard.press('p');
  await expect(scores).toBeFocused();
});

test('a moved cell is linked with the place it came from', async ({
  diff,
  repository
}) => {
  await diff.open(repository.path('train.ipynb'));
  await diff.view.getByRole('button', { name: /Cell 3 was moved/ }).click();
  const moved = diff.cell('load');
  await expect(moved).toBeFocused();
  await moved.getByRole('button', { name: 'from 3' }).click();
  await expect(
    diff.view.locator('.mlops-DiffFold', { hasText: 'was moved from here' })
  ).toBeFocused();
});

test('a change, a line and a cell are put back into the notebook', async ({
  page,
  diff,
  repository
}) => {
  const path = repository.path('train.ipynb');
  await diff.open(path);
  const fit = diff.cell('fit');
  const source = (id: string): Promise<string | null> => diff.source(path, id);

  await fit
    .getByRole('button', { name: 'Put this change back' })
    .nth(1)
    .click();
  await expect(fit).not.toContainText('range(steps)');
  expect(await source('fit')).toContain('range(100)');
  expect(await source('fit')).toContain('steps=200');

  await fit.hover();
  await fit.locator('.cm-merge-b .mlops-DiffLineRevert').nth(1).click();
  await expect(fit).not.toContainText('history.append');
  expect(await source('fit')).toContain('alpha * gradient');

  await page.keyboard.press('Home');
  const removed = diff.cell('old', 'base');
  await removed
    .getByRole('button', { name: 'Put the cell back into the notebook' })
    .click();
  await expect(removed).toHaveCount(0);
  expect(await source('old')).toContain('data.describe()');

  await diff
    .cell('new')
    .getByRole('button', { name: 'Take the cell out of the notebook' })
    .click();
  await expect(diff.cell('new')).toHaveCount(0);
  expect(await source('new')).toBeNull();
  await page
    .locator('.Toastify__toast', { hasText: 'Cell taken out.' })
    .getByRole('button', { name: 'Undo' })
    .dispatchEvent('click');
  await expect(diff.cell('new')).toHaveCount(1);
  expect(await source('new')).toContain('best');
});

test('the view follows what is typed, and leads to the live cell', async ({
  page,
  diff,
  repository
}) => {
  await diff.open(repository.path('train.ipynb'));
  await diff
    .cell('fit')
    .getByRole('button', { name: 'Go to the cell in the notebook' })
    .click();
  const active = page.locator(
    '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell.jp-mod-active'
  );
  await expect(active).toContainText('def fit');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+End');
  await typeText(page, '\n# typed just now');
  await diff.open(repository.path('train.ipynb'));
  await expect(diff.cell('fit')).toContainText('# typed just now');
});

test('other versions are compared by choice', async ({ diff, repository }) => {
  repository.git('add', 'train.ipynb');
  await diff.open(repository.path('train.ipynb'));
  const before = diff.view.getByLabel('Before', { exact: true }).first();
  await before.selectOption({ label: 'Staged' });
  await expect(diff.view).toContainText('No differences.');
  await expect(before.locator('optgroup option')).toHaveCount(1);
  await before.selectOption({ index: 3 });
  await expect(diff.cells).toHaveCount(8);
});

test('outputs of strangers run nothing', async ({ page, diff, repository }) => {
  const html =
    '<img src="x" onerror="window.mlopsCracked = 1">' +
    '<script>window.mlopsCracked = 2</script>' +
    '<button data-commandlinker-command="apputils:change-theme" ' +
    'data-commandlinker-args=\'{"theme": "JupyterLab Dark"}\'>press</button>' +
    '<div style="position: fixed; inset: 0">over everything</div>';
  const js = { 'application/javascript': 'window.mlopsCracked = 3' };
  const outputs = [display({ 'text/html': html }), display(js)];
  repository.notebook('evil.ipynb', [{ id: 'evil', source: '1', outputs }]);
  await diff.open(repository.path('evil.ipynb'));
  const cell = diff.cell('evil');
  await expect(cell).toContainText('over everything');
  const button = cell.getByText('press');
  if ((await button.count()) > 0) {
    await button.click({ force: true });
  }
  await page.waitForTimeout(500);
  const state = await page.evaluate(() => [
    (window as unknown as { mlopsCracked?: number }).mlopsCracked,
    document.body.dataset.jpThemeName
  ]);
  expect(state).toEqual([undefined, 'JupyterLab Light']);
  await expect(diff.toggle('Outputs')).toBeVisible();
});

test('texts and pictures are compared, too', async ({ diff, repository }) => {
  const lines = (middle: string): string =>
    [...Array(40).keys()].map(each => `x${each} = ${each}\n`).join('') + middle;
  const picture = (height: number): Buffer =>
    Buffer.from(
      plot(x => height * x),
      'base64'
    );
  repository.write('util.py', lines('a = 1\n'));
  repository.write('plot.png', picture(0.5));
  repository.commit('more');
  repository.write('util.py', lines('a = 2\n'));
  repository.write('plot.png', picture(0.9));
  await diff.open(repository.path('util.py'));
  await expect(diff.view).toContainText('a = 2');
  await expect(diff.view.locator('.cm-collapsedLines')).toHaveCount(2);
  await diff.view.getByRole('button', { name: 'Put this change back' }).click();
  await expect(diff.view).toContainText('No differences.');

  await diff.open(repository.path('plot.png'));
  await expect(diff.view.locator('img')).toHaveCount(2);
});

test('a failure says why and tries again', async ({
  page,
  diff,
  repository
}) => {
  await page.route('**/mlops/api/v1/git/diffs', route =>
    route.fulfill({
      status: 500,
      json: { code: 'x', message: 'The disk is full.', hint: '', detail: '' }
    })
  );
  await diff.open(repository.path('train.ipynb'));
  await expect(diff.view.getByRole('alert')).toContainText('The disk is full.');
  await page.unroute('**/mlops/api/v1/git/diffs');
  await diff.view.getByRole('button', { name: 'Retry' }).click();
  await expect(diff.cells).toHaveCount(8);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`axe finds nothing in ${theme}`, async ({ page, diff, repository }) => {
    await page.theme.setTheme(theme);
    await diff.open(repository.path('train.ipynb'));
    await expect(diff.cell('fit')).toContainText('steps=200');
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await expect(diff.cell('scores')).toContainText('forest');
    const found = await new AxeBuilder({ page })
      .include('.mlops-Diff')
      .analyze();
    expect(found.violations).toEqual([]);
  });
}
