import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/findingsFixtures';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test('what checks have found stands at its cells, and is gone to by keys', async ({
  page,
  findings,
  project,
  tmpPath
}) => {
  expect(project.git('status', '--porcelain')).toBe('');
  await findings.open(`${tmpPath}/train.ipynb`);
  await findings.check();
  // An error shows its message at once, a warning when somebody asks.
  await expect(findings.messages(1)).toContainText('radius');
  await expect(findings.lines(1)).toHaveCount(1);
  await expect(findings.gutter(0)).toHaveAttribute('title', /1 warning/);
  await expect(findings.messages(0)).toHaveCount(0);
  await findings.gutter(0).click();
  await expect(findings.messages(0)).toContainText('os');
  await findings.gutter(0).click();
  await expect(findings.messages(0)).toHaveCount(0);

  await findings.cell(3).locator('.jp-InputPrompt').click();
  await page.keyboard.press('F8');
  await expect(findings.cell(0)).toHaveClass(/jp-mod-active/);
  await expect(findings.messages(0)).toContainText('os');
  await page.keyboard.press('F8');
  await expect(findings.cell(1)).toHaveClass(/jp-mod-active/);
  await expect(findings.messages(0)).toHaveCount(0);
  await page.keyboard.press('Shift+F8');
  await expect(findings.cell(0)).toHaveClass(/jp-mod-active/);

  // Whoever edits the cell has perhaps mended it already.
  await page.keyboard.press('F8');
  await expect(findings.cell(1).locator('.cm-content')).toBeFocused();
  await page.keyboard.type('radius = 1;');
  await expect(findings.messages(1)).toContainText('edited since');
  await expect(findings.gutter(1)).toHaveClass(/mlops-mod-edited/);
  await findings.check();
  await expect(findings.gutter(1)).toHaveCount(0);
  await expect(findings.lines(1)).toHaveCount(0);
  await expect(findings.gutter(0)).toHaveCount(1);
});

test('what a check can mend is mended where it is shown', async ({
  findings,
  project,
  tmpPath
}) => {
  await findings.open(`${tmpPath}/train.ipynb`);
  await findings.check();
  await findings.gutter(0).click();
  await findings.messages(0).getByRole('button', { name: 'Fix' }).click();
  await expect(findings.toast('Fixed 1 finding in train.')).toBeVisible();
  await expect(findings.gutter(0)).toHaveCount(0);
  await expect(findings.cell(0)).not.toContainText('import os');
  await expect(findings.messages(1)).toContainText('radius');
  expect(project.read('train.ipynb')).not.toContain('import os');
});

for (const theme of THEMES) {
  test(`findings are accessible in ${theme}`, async ({
    page,
    findings,
    project,
    tmpPath
  }) => {
    expect(project.git('status', '--porcelain')).toBe('');
    await page.theme.setTheme(theme);
    await findings.open(`${tmpPath}/train.ipynb`);
    await findings.check();
    await expect(findings.messages(1)).toBeVisible();
    await findings.gutter(0).click();
    await findings.messages(0).getByRole('button').first().click();
    const { violations } = await new AxeBuilder({ page })
      .include('.mlops-CellFindings')
      .include('.mlops-FindingGutter')
      .analyze();
    expect(violations).toEqual([]);
  });
}
