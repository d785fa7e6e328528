import { AxeBuilder } from '@axe-core/playwright';

import { madeJob, showJobs } from '../helpers/madeJobs';
import { expect, test } from '../helpers/scheduleFixtures';
import { typeText } from '../helpers/typing';

const THEMES = ['JupyterLab Light', 'JupyterLab Dark'];

test('a notebook is scheduled from its toolbar, with the next times in view', async ({
  runs,
  schedules,
  tmpPath
}) => {
  await runs.openNotebook(`${tmpPath}/parameters.ipynb`);
  await runs.notebook
    .getByRole('button', { name: 'Schedule the notebook' })
    .click();
  const { dialog, preview } = schedules;
  await expect(preview).toContainText('01:30');
  await dialog
    .getByRole('textbox', { name: 'Name', exact: true })
    .fill('nightly');
  await dialog.getByLabel('Repeat').selectOption('week');
  await expect(dialog.getByLabel('Cron')).toHaveValue('30 1 * * 1-5');
  await dialog.getByRole('button', { name: 'Saturday' }).click();
  await expect(dialog.getByLabel('Cron')).toHaveValue('30 1 * * 1-6');
  await dialog.getByLabel('Cron').fill('15 4 1 * *');
  await expect(dialog.getByLabel('Repeat')).toHaveValue('month');
  await expect(dialog.getByLabel('On day')).toHaveValue('1');
  await expect(preview).toContainText('04:15');
  await dialog.getByLabel('count', { exact: true }).fill('5');
  await schedules.save('Schedule');

  await schedules.show();
  const row = schedules.row('nightly');
  await expect(row).toContainText('04:15');
  await row.click();
  await expect(schedules.details).toContainText('count=5');
  await expect(schedules.details.getByRole('listitem').first()).toContainText(
    '04:15'
  );
});

test('what is no cron says so at its field, and is not saved', async ({
  schedules,
  tmpPath
}) => {
  await schedules.openDialog(`${tmpPath}/plain.ipynb`);
  const { dialog } = schedules;
  await dialog.getByLabel('Cron').fill('0 0 31 2');
  await expect(dialog.getByRole('alert')).not.toHaveCount(0);
  await expect(
    dialog.getByRole('button', { name: 'Schedule', exact: true })
  ).toBeDisabled();
  await dialog.getByLabel('Cron').fill('@daily');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await schedules.save('Schedule');
});

test('a job is paused, resumed, run and changed from its row', async ({
  schedules,
  tmpPath
}) => {
  await schedules.add('report', `${tmpPath}/plain.ipynb`);
  await schedules.show();
  const row = schedules.row('report');
  await row.getByRole('switch', { name: 'Pause report' }).click();
  await expect(row).toContainText('paused');
  await row.getByRole('switch', { name: 'Resume report' }).click();
  await expect(row).not.toContainText('paused');

  await row.hover();
  await row.getByRole('button', { name: 'Run report now' }).click();
  await expect(row.locator('.mlops-Job-last')).toHaveClass(
    /mlops-mod-succeeded/
  );

  await row.hover();
  await row.getByRole('button', { name: 'Change report…' }).click();
  const { dialog } = schedules;
  await dialog.getByRole('button', { name: 'Interval' }).click();
  await dialog.getByLabel('Every').fill('12h');
  await schedules.save('Save');
  await expect(row).toContainText('every 12 h');
});

test('a deletion is taken back', async ({ page, schedules, tmpPath }) => {
  await schedules.add('report', `${tmpPath}/plain.ipynb`);
  await schedules.show();
  const row = schedules.row('report');
  await row.hover();
  await row.getByRole('button', { name: 'Delete report' }).click();
  await expect(schedules.tab).toContainText('No schedules yet');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
});

test('jobs as code that differ are shown and applied', async ({
  page,
  schedules,
  tmpPath
}) => {
  const text = [
    '[tool.jupyter-mlops.jobs.as-code]',
    `notebook = "${tmpPath}/plain.ipynb"`,
    'schedule = "0 5 * * *"',
    ''
  ].join('\n');
  await page.contents.uploadContent(text, 'text', 'pyproject.toml');
  try {
    await schedules.show();
    const banner = page.getByRole('region', { name: 'Jobs as code' });
    await expect(banner).toContainText('1 job of pyproject.toml differs');
    await banner.getByRole('button', { name: /differs/ }).click();
    await expect(banner).toContainText('will be made');
    await expect(banner).toContainText('0 5 * * *');
    await banner.getByRole('button', { name: 'Apply' }).click();
    await expect(banner).toHaveCount(0);
    await expect(schedules.row('as-code')).toContainText('as code');
  } finally {
    await page.contents.deleteFile('pyproject.toml');
  }
});

test('the list is worked with the keyboard alone', async ({
  page,
  schedules,
  tmpPath
}) => {
  await schedules.add('first', `${tmpPath}/plain.ipynb`);
  await schedules.add('second', `${tmpPath}/plain.ipynb`);
  await schedules.show();
  await expect(schedules.rows).toHaveCount(2);
  await schedules.list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(schedules.row('second')).toHaveAttribute(
    'aria-selected',
    'true'
  );
  await page.keyboard.press('Space');
  await expect(schedules.row('second')).toContainText('paused');
  await page.keyboard.press('Enter');
  await expect(schedules.details).toContainText('working copy');
  await page.keyboard.press('Escape');
  await expect(schedules.details).toHaveCount(0);
  await page.keyboard.press('/');
  await typeText(page, 'first');
  await expect(schedules.rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(schedules.list).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.locator('.jp-Dialog')).toContainText('Pause or resume');
  await page.keyboard.press('Escape');
});

test('of ten thousand jobs only those in view are drawn', async ({
  page,
  schedules
}) => {
  const jobs = Array.from({ length: 10_000 }, (_, index) =>
    madeJob(`job-${String(index).padStart(5, '0')}`)
  );
  await showJobs(page, jobs);
  await schedules.show();
  await expect(schedules.rows.first()).toContainText('job-00000');
  expect(await schedules.rows.count()).toBeLessThan(80);
  await schedules.list.focus();
  await page.keyboard.press('End');
  await expect(schedules.row('job-09999')).toBeInViewport();
});

for (const theme of THEMES) {
  test(`axe finds nothing serious in ${theme}`, async ({
    page,
    schedules,
    tmpPath
  }) => {
    await page.theme.setTheme(theme);
    await schedules.add('report', `${tmpPath}/plain.ipynb`);
    await schedules.show();
    await schedules.row('report').click();
    await expect(schedules.details).toContainText('working copy');
    const tab = await new AxeBuilder({ page })
      .include('.mlops-Schedules')
      .analyze();
    expect(tab.violations).toEqual([]);

    await schedules.openDialog(`${tmpPath}/parameters.ipynb`);
    await expect(schedules.preview).toBeVisible();
    const dialog = await new AxeBuilder({ page })
      .include('.mlops-JobDialog-body')
      .analyze();
    expect(dialog.violations).toEqual([]);
  });
}
