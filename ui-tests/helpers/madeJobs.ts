import type { Page } from '@playwright/test';

type Json = Record<string, unknown>;

const STATES = ['succeeded', 'succeeded', 'failed', 'succeeded', 'lost'];

/** A run of a job, so many hours ago. */
function past(index: number): Json {
  return {
    id: `run-${index}`,
    state: index % 7 === 3 ? STATES[2] : 'succeeded',
    created_at: new Date(Date.now() - index * 86_400_000 - 3e6).toISOString(),
    seconds: 40 + ((index * 37) % 50)
  };
}

/** A job as the server tells of it, of which a test names what it is about. */
export function madeJob(name: string, values: Json = {}): Json {
  const now = new Date().toISOString();
  return {
    id: `job-${name}`,
    name,
    path: `notebooks/${name}.ipynb`,
    project: '',
    parameters: { alpha: 0.5 },
    kernel: null,
    revision: { kind: 'working', name: '' },
    schedule: {
      trigger: {
        kind: 'cron',
        expression: '30 1 * * *',
        timezone: 'Europe/Vienna'
      },
      missed: 'latest',
      overlap: 'skip'
    },
    schedule_text: 'every day at 01:30 (Europe/Vienna)',
    policy: {},
    labels: ['nightly'],
    results: {},
    notify: [],
    source: 'store',
    paused: false,
    next_at: new Date(Date.now() + 5 * 3_600_000).toISOString(),
    recent: Array.from({ length: 20 }, (_, index) => past(index)),
    occurrences: [],
    created_at: now,
    updated_at: now,
    ...values
  };
}

/** Answer for the server with these jobs: for how many look, not for what they do. */
export async function showJobs(
  page: Page,
  jobs: readonly Json[]
): Promise<void> {
  await page.route(/\/mlops\/api\/v1\/jobs(\?|$)/, route =>
    route.request().method() === 'GET'
      ? route.fulfill({ json: { jobs } })
      : route.continue()
  );
}
