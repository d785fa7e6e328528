import { AxeBuilder } from '@axe-core/playwright';

import { expect, test } from '../helpers/ciFixtures';
import {
  allForges,
  allOutcomes,
  answerCi,
  checks,
  finding,
  forge,
  forges,
  job,
  pipeline,
  remark,
  result,
  run
} from '../helpers/madeCi';
import { typeText } from '../helpers/typing';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

for (const theme of THEMES) {
  test(`axe finds nothing in the checks in ${theme}`, async ({ page, ci }) => {
    const failed = checks({ head_run: run(allOutcomes()) });
    await answerCi(page, failed, allForges(), [remark()]);
    await page.theme.setTheme(theme);
    await ci.show();
    await ci.makeRoom();
    await ci.fold('KeyError');
    await expect(ci.section.locator('pre').first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('#mlops-panel .mlops-CiSection')
      .include('#jp-main-statusbar .mlops-CiStatusItem')
      .analyze();
    expect(violations).toEqual([]);
  });
}

test('everything is done by the keyboard', async ({ page, ci }) => {
  await answerCi(page, checks({ head_run: run(allOutcomes()) }), allForges());
  await ci.show();
  await ci.makeRoom();
  await expect(ci.row('Secrets')).toBeVisible();
  await ci.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(ci.block('An AWS access key')).toContainText('Revoke it');
  await page.keyboard.press('ArrowLeft');
  await expect(ci.section).not.toContainText('Revoke it');
  await page.keyboard.press('ArrowLeft');
  await expect(ci.row('Secrets')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('/');
  await typeText(page, 'keyerror');
  await expect(ci.rows).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(ci.row('Secrets')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.locator('.jp-Dialog')).toContainText('Fix the finding');
});

test('hundreds of findings and jobs are listed smoothly, and found by a filter', async ({
  page,
  ci
}) => {
  const findings = Array.from({ length: 500 }, (_, index) =>
    finding({ index, severity: 'error', message: `name_${index} is unknown.` })
  );
  const jobs = Array.from({ length: 100 }, (_, index) => job(`test ${index}`));
  await answerCi(
    page,
    checks({ head_run: run([result('lint', { findings, count: 1000 })]) }),
    forges([forge([pipeline(jobs, { state: 'failed' })])])
  );
  await ci.show();
  await ci.makeRoom();
  // Run, check, 500 findings and what is left of them; forge, pipeline, 100 jobs.
  await expect(ci.list).toHaveAttribute('aria-rowcount', '605');
  expect(await ci.rows.count()).toBeLessThan(80);
  await ci.list.focus();
  await page.keyboard.press('End');
  await expect(ci.row('test 99')).toBeInViewport();
  await page.keyboard.press('/');
  await typeText(page, 'name_123');
  await expect(ci.row('name_123')).toBeVisible();
  await expect(ci.row('500 of 1000 findings')).toBeVisible();
});

test('it is said how to begin, and what to do where something fails', async ({
  page,
  ci
}) => {
  await answerCi(page, checks({ head: null }));
  await ci.show();
  await ci.makeRoom();
  await expect(ci.section).toContainText('still run');
  await page.route(/\/mlops\/api\/v1\/checks\?/, route =>
    route.fulfill({
      status: 400,
      json: {
        code: 'invalid',
        message: 'pyproject.toml: unknown check "lnit".',
        hint: 'Correct it there.',
        detail: ''
      }
    })
  );
  await ci.execute('mlops:refresh-ci');
  const alert = ci.section.getByRole('alert');
  await expect(alert).toContainText('Correct it there.');
  await answerCi(page, checks(), allForges());
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(ci.row('GitHub')).toBeVisible();
  // A forge that can't be heard says so, and what was known of it is still there.
  await expect(ci.block('GitLab')).toContainText('does not answer');
  await expect(ci.block('GitLab')).toContainText('Set GITLAB_TOKEN');
  await expect(ci.row('GitLab')).toContainText('as of 5 min ago');
  await expect(ci.row('deploy')).toBeVisible();
});

test('a verdict is written to a forge, failed jobs are run again, pipelines cancelled', async ({
  page,
  ci
}) => {
  const asked: unknown[] = [];
  await answerCi(page, checks({ head_run: run(allOutcomes()) }), allForges());
  for (const path of ['rerun', 'cancel', 'status']) {
    await page.route(`**/mlops/api/v1/ci/${path}`, route => {
      asked.push([path, route.request().postDataJSON()]);
      return path === 'status'
        ? route.fulfill({
            status: 201,
            json: { state: 'failed', description: '2 errors', url: '' }
          })
        : route.fulfill({ status: 204 });
    });
  }
  await ci.show();
  await ci.makeRoom();
  await ci.list.focus();
  await ci.filter('Notebooks');
  await ci.act('Notebooks', 'Run failed jobs again');
  await expect.poll(() => asked.length).toBe(1);
  await ci.row('GitHub').click();
  await ci.list.focus();
  await page.keyboard.press('p');
  await expect(ci.foot).toContainText('Told origin: failed.');
  expect(asked).toMatchObject([
    ['rerun', { remote: 'origin', pipeline: '7', failed_only: true }],
    ['status', { remote: 'origin', run: 'run-1' }]
  ]);
});

test('the log of a job is read in the Lab, and searched', async ({
  page,
  ci
}) => {
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    index % 5000 === 4321 ? `Error in step ${index}` : `step ${index}`
  );
  const text = `${lines.join('\n')}\n`;
  await answerCi(page, checks(), allForges());
  await page.route(/\/mlops\/api\/v1\/ci\/log\?/, route =>
    route.fulfill({ json: { text, next: text.length, whole: true } })
  );
  await ci.show();
  await ci.makeRoom();
  await ci.row('check (3.12)').click();
  await expect(ci.log).toContainText('step 19999');
  expect(await ci.log.locator('.mlops-CiLog-line').count()).toBeLessThan(120);
  await page.keyboard.press('/');
  await typeText(page, 'error');
  await expect(ci.log.getByRole('status')).toHaveText('1 of 4');
  await expect(ci.log.locator('.mlops-mod-current')).toContainText('step 4321');
  await page.keyboard.press('Enter');
  await expect(ci.log.locator('.mlops-mod-current')).toContainText('step 9321');
  const { violations } = await new AxeBuilder({ page })
    .include('.mlops-CiLog')
    .analyze();
  expect(violations).toEqual([]);
});
