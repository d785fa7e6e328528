import { AxeBuilder } from '@axe-core/playwright';

import {
  allStates,
  answerModules,
  cell,
  conflict,
  module,
  project
} from '../helpers/madeModules';
import { expect, test } from '../helpers/modulesFixtures';
import { typeText } from '../helpers/typing';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

for (const theme of THEMES) {
  test(`axe finds nothing in the modules in ${theme}`, async ({
    page,
    modules
  }) => {
    await answerModules(page, allStates());
    await page.theme.setTheme(theme);
    await modules.show();
    await modules.makeRoom();
    await modules.fold('features.py');
    await modules.fold('cell 2');
    await expect(modules.section.locator('figure').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('#mlops-panel .mlops-ModulesSection')
      .analyze();
    expect(violations).toEqual([]);
  });
}

test('everything is done by the keyboard', async ({ page, modules }) => {
  await answerModules(
    page,
    project([
      module('features', { state: 'notebook_ahead', changes: [cell('scale')] }),
      module('metrics'),
      module('plots')
    ])
  );
  await modules.show();
  await modules.makeRoom();
  await expect(modules.rows).toHaveCount(3);
  await modules.list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(modules.rows).toHaveCount(4);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(modules.block('def scale')).toContainText('assert len(x)');
  await page.keyboard.press('ArrowLeft');
  await expect(modules.section.locator('figure')).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(modules.rows).toHaveCount(3);
  await page.keyboard.press('End');
  await expect(modules.row('plots.py')).toHaveAttribute(
    'aria-selected',
    'true'
  );
  await page.keyboard.press('?');
  await expect(page.locator('.jp-Dialog')).toContainText('Sync the module');
});

test('hundreds of modules are listed smoothly, and found by a filter', async ({
  page,
  modules
}) => {
  const names = Array.from({ length: 400 }, (_, index) => `part_${index}`);
  await answerModules(page, project(names.map(name => module(name))));
  await modules.show();
  await modules.makeRoom();
  await expect(modules.list).toHaveAttribute('aria-rowcount', '400');
  expect(await modules.rows.count()).toBeLessThan(80);
  await modules.list.focus();
  await page.keyboard.press('End');
  await expect(modules.row('part_399.py')).toBeInViewport();
  await page.keyboard.press('/');
  await typeText(page, 't_123');
  await expect(modules.rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(modules.list).toHaveAttribute('aria-rowcount', '400');
});

test('conflicts of a module are settled together', async ({
  page,
  modules
}) => {
  const changes = [conflict('scale'), conflict('shift')];
  const status = project([module('features', { state: 'conflict', changes })]);
  await answerModules(page, status);
  let asked: unknown = null;
  await page.route('**/mlops/api/v1/modules/sync', route => {
    asked = route.request().postDataJSON();
    const none = { added: 0, removed: 0, conflicts: 0, questions: 0 };
    const reply = { ...none, notebooks: [], written: ['features'], edited: 1 };
    return route.fulfill({
      json: { ...reply, status: project([module('features')]) }
    });
  });
  await modules.show();
  await modules.makeRoom();
  await modules.choose('def scale', 'Use module');
  await expect(modules.block('def scale')).toContainText(
    'Done once 1 more conflict of this module is decided.'
  );
  expect(asked).toBeNull();
  await modules.choose('def shift', 'Use notebook');
  await expect(modules.foot).toContainText('1 cell edited');
  const name = { module: 'features', source: 'train.ipynb' };
  expect(asked).toMatchObject({
    modules: ['features'],
    sides: [
      { ...name, cell: 'cell-scale', side: 'module' },
      { ...name, cell: 'cell-shift', side: 'notebook' }
    ]
  });
});

test('it is said how to begin, and what to do where the server fails', async ({
  page,
  modules
}) => {
  await answerModules(page, project([]));
  await modules.show();
  await modules.makeRoom();
  await expect(modules.section).toContainText('become modules of the package');
  await page.route(/\/mlops\/api\/v1\/modules\?/, route =>
    route.fulfill({
      status: 400,
      json: {
        code: 'invalid',
        message: 'pyproject.toml, line 3: no valid TOML.',
        hint: 'Correct it there.',
        detail: ''
      }
    })
  );
  await modules.execute('mlops:refresh-modules');
  const alert = modules.section.getByRole('alert');
  await expect(alert).toContainText('Correct it there.');
  await page.unroute(/\/mlops\/api\/v1\/modules\?/);
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(alert).toHaveCount(0);
});
