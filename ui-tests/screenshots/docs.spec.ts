import { pathToFileURL } from 'node:url';

import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import {
  execute,
  NOTEBOOK,
  openNotebook,
  shoot,
  THEMES,
  widenPanel
} from './lab';

for (const [suffix, theme] of THEMES) {
  test(`the panel and the dialog in ${theme}`, async ({ page }) => {
    await openNotebook(page, theme);
    await page.getByRole('tab', { name: 'MLOps' }).click();
    const runs = page.locator('.mlops-Run');
    await expect(runs.first()).toBeVisible();
    await widenPanel(page);
    await page.getByRole('heading', { name: /^Changes/ }).click();

    const live = await page.request.post('mlops/api/v1/runs', {
      data: { path: NOTEBOOK, parameters: { folds: 10 } }
    });
    await expect(page.locator('.mlops-Run.mlops-mod-running')).toContainText(
      /[3-9]\/\d+/,
      { timeout: 30_000 }
    );
    await shoot(page, `panel${suffix}`);
    await forget(page, ((await live.json()) as { id: string }).id);

    await page
      .locator('.mlops-Run.mlops-mod-failed .mlops-Run-twisty')
      .first()
      .click();
    await expect(page.locator('.mlops-FailureBox')).toBeVisible();
    await shoot(page, `failure${suffix}`);

    await execute(page, 'mlops:run-notebook', { path: NOTEBOOK });
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('alpha').first()).toBeVisible();
    await shoot(page, `dialog${suffix}`);
  });
}

for (const [suffix, theme] of THEMES) {
  test(`changes, their diff and the history in ${theme}`, async ({ page }) => {
    await openNotebook(page, theme);
    await execute(page, 'mlops:show-changes');
    const cells = page.locator('#mlops-changes [role="row"][aria-level="2"]');
    await expect(cells.nth(2)).toBeVisible();
    await widenPanel(page);
    await page.getByRole('heading', { name: /^Runs/ }).click();
    await setTicks(cells, true);
    await expect(page.locator('.mlops-CommitBox-message')).toHaveAttribute(
      'placeholder',
      /^train/
    );
    await shoot(page, `changes${suffix}`);
    await setTicks(cells, false);

    await execute(page, 'application:toggle-left-area');
    await execute(page, 'mlops:open-diff', { path: NOTEBOOK });
    await expect(page.locator('.mlops-DiffMap')).toBeVisible();
    await expect(
      page.locator('.mlops-Diff .cm-changedText').first()
    ).toBeVisible();
    await shoot(page, `notebook-diff${suffix}`);

    await execute(page, 'mlops:show-history');
    await expect(page.getByText('Prepare the diabetes data')).toBeVisible();
    await shoot(page, `history${suffix}`);
  });
}

for (const [suffix, theme] of THEMES) {
  test(`jobs, a sweep and a run in ${theme}`, async ({ page }) => {
    await openNotebook(page, theme);
    await execute(page, 'application:toggle-left-area');
    await execute(page, 'mlops:show-jobs', { tab: 'runs' });
    await expect(page.locator('.mlops-Jobs [data-row]').nth(4)).toBeVisible();
    await shoot(page, `jobs${suffix}`);

    await execute(page, 'mlops:show-jobs', { tab: 'schedules' });
    await page.locator('.mlops-Job').first().click();
    await expect(page.locator('.mlops-JobDetails')).toContainText('01:30');
    await shoot(page, `schedules${suffix}`);

    const { sweeps } = await ask<{ sweeps: { id: string }[] }>(page, 'sweeps');
    await execute(page, 'mlops:open-sweep', { id: sweeps[0]?.id ?? '' });
    await expect(
      page
        .locator('.mlops-SweepPage canvas, .mlops-SweepPage svg.marks')
        .first()
    ).toBeVisible();
    await shoot(page, `sweep${suffix}`);

    const { runs } = await ask<{ runs: { id: string }[] }>(
      page,
      'runs?limit=3&filter=succeeded'
    );
    // The outputs of the two before are gone: they were compared.
    await execute(page, 'mlops:open-run', { id: runs[2]?.id ?? '' });
    await expect(page.locator('.mlops-PageCell').nth(3)).toBeVisible();
    await shoot(page, `run${suffix}`);
  });
}

for (const [suffix, theme] of THEMES) {
  test(`modules and versions in ${theme}`, async ({ page }) => {
    await openNotebook(page, theme);
    await execute(page, 'mlops:show-modules');
    await expect(page.locator('.mlops-Module').first()).toContainText(
      '1 cell ahead'
    );
    await widenPanel(page);
    for (const title of [/^Changes/, /^Runs/]) {
      await page.getByRole('heading', { name: title }).click();
    }
    await page.locator('.mlops-Module-twisty > span').first().click();
    await page.locator('.mlops-Module-twisty > span').nth(1).click();
    await page.locator('.jp-Cell').nth(5).scrollIntoViewIfNeeded();
    await shoot(page, `modules${suffix}`);

    await execute(page, 'application:toggle-left-area');
    await execute(page, 'mlops:show-versions');
    await page.locator('[data-version="1.1.0"]').click();
    await page
      .locator('.mlops-VersionDetails')
      .getByRole('button', { name: 'Compare', exact: true })
      .click();
    await expect(page.locator('.mlops-ApiChange').first()).toBeVisible();
    await shoot(page, `versions${suffix}`);
  });
}

for (const [suffix, , colorScheme] of THEMES) {
  test(`a diff in a ${colorScheme} browser`, async ({ browser }) => {
    const page = await browser.newPage({
      colorScheme,
      viewport: { width: 1280, height: 1160 },
      deviceScaleFactor: 1.5
    });
    await page.goto(pathToFileURL(process.env.DIFF_PAGE ?? '').href);
    await expect(page.getByText('9 cells differ')).toBeVisible();
    await shoot(page, `diff${suffix}`);
  });
}

/** What the server answers. */
async function ask<T>(page: Page, route: string): Promise<T> {
  const reply = await page.request.get(`mlops/api/v1/${route}`);
  return (await reply.json()) as T;
}

/** Stage two cells, or take them out of the index, so that every theme starts alike. */
async function setTicks(cells: Locator, checked: boolean): Promise<void> {
  for (const text of ['model: Literal', 'Which patients']) {
    const tick = cells.filter({ hasText: text }).getByRole('checkbox');
    await tick.setChecked(checked);
  }
}

/** Wait for the end of a run and delete it, so that every theme shows the same list. */
async function forget(page: Page, id: string): Promise<void> {
  await expect(async () => {
    const gone = await page.request.delete(`mlops/api/v1/runs/${id}`);
    expect(gone.status()).toBe(204);
  }).toPass({ timeout: 60_000 });
}
