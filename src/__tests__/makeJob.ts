import type { Job } from '../api/types';

/** A job, of which a test names what it is about. */
export function makeJob(values: Partial<Job> = {}): Job {
  return {
    id: '01',
    name: 'train',
    path: 'train.ipynb',
    project: '',
    parameters: {},
    kernel: null,
    revision: { kind: 'working', name: '' },
    schedule: {
      trigger: { kind: 'cron', expression: '30 1 * * *', timezone: 'UTC' },
      missed: 'latest',
      oldest: null,
      overlap: 'skip',
      late_after: null
    },
    schedule_text: 'every day at 01:30 (UTC)',
    policy: {},
    labels: [],
    results: {},
    notify: [],
    source: 'store',
    paused: false,
    next_at: '2026-01-02T01:30:00Z',
    recent: [],
    occurrences: [],
    created_at: '2026-01-01T10:00:00Z',
    updated_at: '2026-01-01T10:00:00Z',
    ...values
  };
}
