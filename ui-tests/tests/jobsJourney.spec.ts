import { JobsView } from '../helpers/jobs';
import { Listener } from '../helpers/listener';
import { expect, test } from '../helpers/scheduleFixtures';

test('a notebook is scheduled every minute: it fires, fails, is tried again, and somebody is told', async ({
  page,
  schedules,
  tmpPath
}) => {
  // Up to a minute until the time comes, then two attempts.
  test.setTimeout(180_000);
  const listener = await Listener.start();
  const channels = [{ kind: 'webhook', name: 'team', url: listener.url }];
  await page.request.put('/mlops/api/v1/channels', { data: { channels } });

  await schedules.openDialog(`${tmpPath}/failing.ipynb`);
  const { dialog } = schedules;
  await dialog.getByLabel('Name').fill('minutely');
  await dialog.getByLabel('Cron').fill('* * * * *');
  await dialog.getByRole('button', { name: 'Retries' }).click();
  await dialog.getByLabel('Attempts').fill('2');
  await dialog.getByLabel('First wait').fill('1s');
  await dialog.getByLabel('Again after').selectOption('any');
  await dialog.getByRole('button', { name: 'Notifications' }).click();
  await dialog.getByLabel('team').check();
  await schedules.save('Schedule');
  await schedules.show();
  await expect(schedules.row('minutely')).toBeVisible();

  const jobs = new JobsView(page);
  await jobs.show();
  await jobs.filter.fill('job:minutely');
  const failed = jobs.rows
    .filter({ hasText: 'minutely' })
    .filter({ hasText: 'KeyError' });
  await expect(failed).toHaveCount(2, { timeout: 120_000 });
  await expect(failed.first()).toContainText('2/2');
  await expect(failed.last()).not.toContainText('2/2');

  await expect.poll(() => listener.heard.length).toBe(1);
  expect(listener.heard[0]?.event).toBe('failed');
  expect(listener.heard[0]?.job).toMatchObject({ name: 'minutely' });
  expect(listener.heard[0]?.run).toMatchObject({ attempt: 2 });

  await jobs.show('schedules');
  await schedules.row('minutely').click();
  await expect(schedules.details).toContainText(/Lately.*failed/);
  listener.stop();
  await page.request.put('/mlops/api/v1/channels', { data: { channels: [] } });
});
