import { createHash } from 'node:crypto';

import { expect, test } from '../helpers/jobsFixtures';

/** A module as it is exported, and edited after that if it is said so. */
function exported(body: string, edit = ''): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return `# Exported from train.ipynb by jupyter-mlops. Edit either side, then: jupyter mlops sync
# version 1.2.0 · cells 0123456789abcdef · module ${hash}

${body}${edit}`;
}

const NOTEBOOK = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: {
      name: 'python3',
      display_name: 'Python 3',
      language: 'python'
    }
  },
  cells: [
    {
      cell_type: 'code',
      id: 'first',
      metadata: {},
      outputs: [],
      execution_count: null,
      source: 'import made_features, made_train\nmade_features.RATE'
    }
  ]
};

test('the page of a run names the modules that it imported', async ({
  page,
  runs,
  runPage,
  tmpPath
}) => {
  const files = {
    'made_features.py': exported('RATE = 1\n'),
    'made_train.py': exported('STEPS = 2\n', '# by hand\n'),
    'uses.ipynb': JSON.stringify(NOTEBOOK)
  };
  for (const [name, text] of Object.entries(files)) {
    await page.contents.uploadContent(text, 'text', `${tmpPath}/${name}`);
  }
  const id = await runs.start(`${tmpPath}/uses.ipynb`);
  await runPage.open(id);
  await expect(runPage.title).toContainText('succeeded', { timeout: 30_000 });
  await runPage.tab('Details').click();

  await expect(
    runPage.view.getByRole('heading', { name: 'Modules that it imported' })
  ).toBeVisible();
  const rows = runPage.view.getByRole('row').filter({ hasText: 'made_' });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toHaveText(/^made_features1\.2\.0[0-9a-f]{12}$/);
  await expect(rows.nth(1)).toContainText('1.2.0, edited since');
});
