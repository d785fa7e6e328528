import { execFileSync } from 'node:child_process';

import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { Forge } from '../helpers/forge';
import { execute, openNotebook, shoot, THEMES, widenPanel } from './lab';

/** What is executed for a check takes its time. */
const SOON = { timeout: 90_000 };

for (const [suffix, theme] of THEMES) {
  test(`checks in ${theme}`, async ({ page }) => {
    const section = await openSection(page, theme);
    const check = section.getByRole('button', { name: 'Check this commit' });
    if (await check.isVisible()) {
      await check.click();
    }
    const failure = row(section, 'NameError');
    await expect(failure).toBeVisible(SOON);
    await failure.click();
    await expect(page.locator('.jp-Cell.jp-mod-active')).toContainText(
      'NameError'
    );
    await failure.locator('.mlops-CiRow-twisty > span').click();
    await shoot(page, `checks${suffix}`);
  });
}

for (const [suffix, theme] of THEMES) {
  test(`a forge's pipelines in ${theme}`, async ({ page }) => {
    const forge = await Forge.start('github', 'ada/diabetes');
    try {
      forge.adopt({ git }, 'github');
      const section = await openSection(page, theme);
      await expect(row(section, 'ada/diabetes')).toBeVisible(SOON);
      await row(section, /^Here/).locator('.mlops-CiRow-twisty > span').click();
      const failed = section
        .locator('.mlops-CiRow')
        .filter({ has: page.locator('[data-state=failed]') })
        .filter({ hasText: 'notebooks' });
      await failed.first().locator('.mlops-CiRow-twisty > span').click();
      await shoot(page, `ci${suffix}`);
    } finally {
      forge.stop();
      git('remote', 'remove', 'origin');
    }
  });
}

/** Open the notebook and the section CI beside it. */
async function openSection(page: Page, theme: string): Promise<Locator> {
  await openNotebook(page, theme);
  await execute(page, 'mlops:show-ci');
  await widenPanel(page);
  for (const title of [/^Changes/, /^Runs/, /^Modules/]) {
    await page.getByRole('heading', { name: title }).click();
  }
  const section = page.locator('.mlops-CiSection');
  await expect(row(section, /^Here/)).toBeVisible();
  return section;
}

/** The first row with a text. */
function row(section: Locator, text: RegExp | string): Locator {
  return section.locator('.mlops-CiRow').filter({ hasText: text }).first();
}

/** What git answers in the project. */
function git(...args: string[]): string {
  const cwd = process.env.PROJECT;
  return execFileSync('git', args, { cwd, encoding: 'utf8' });
}
