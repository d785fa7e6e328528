import { nullTranslator } from '@jupyterlab/translation';

import type { Job, Trigger } from '../../api/types';
import { makeForm } from '../../parameterForm/schema';
import {
  draftOf,
  nameOf,
  newDraft,
  readDraft
} from '../../scheduleDialog/draft';
import { timingErrors } from '../../scheduleDialog/timing';
import { makeJob } from '../makeJob';

const trans = nullTranslator.load('jupyter-mlops');

const form = makeForm({
  path: 'train.ipynb',
  cell_id: null,
  parameters: [
    {
      name: 'alpha',
      type: 'float',
      json_schema: { type: 'number', default: 0.5 },
      expression: null
    }
  ],
  json_schema: {},
  kernels: [],
  kernel: 'python3',
  output_folder: 'runs'
});

function readBack(job: Job) {
  const draft = { ...draftOf(job, 'UTC') };
  draft.kernel ||= 'python3';
  const basis = { path: job.path, form, kernel: 'python3', job };
  return readDraft(draft, basis);
}

describe('a job', () => {
  it.each<Trigger>([
    { kind: 'cron', expression: '*/5 * * * *', timezone: 'Europe/Vienna' },
    { kind: 'interval', every: 900, start: '2026-01-01T00:00:00Z' },
    { kind: 'once', at: '2026-03-01T10:00:00.000Z' },
    { kind: 'file', pattern: 'data/*.csv', settle: 10 },
    { kind: 'commit', branch: 'origin/main' }
  ])('comes back from the form with its trigger %j', trigger => {
    const schedule = {
      trigger,
      missed: 'all',
      oldest: 3600,
      overlap: 'queue',
      late_after: 60
    } as const;
    const job = makeJob({ schedule });
    expect(readBack(job).schedule).toEqual(schedule);
  });

  it('comes back with all else that it is', () => {
    const job = makeJob({
      schedule: null,
      parameters: { alpha: 0.1 },
      revision: { kind: 'branch', name: 'main' },
      labels: ['nightly', 'team:search'],
      results: { formats: ['html'], artifacts: ['*.pkl'] },
      notify: ['mail'],
      paused: true
    });
    expect(readBack(job)).toMatchObject({
      name: 'train',
      path: 'train.ipynb',
      kernel: null,
      schedule: null,
      parameters: { alpha: 0.1 },
      revision: { kind: 'branch', name: 'main' },
      labels: ['nightly', 'team:search'],
      results: { formats: ['html'], artifacts: ['*.pkl'] },
      notify: ['mail'],
      paused: true
    });
  });
});

test.each([
  ['work/train model.ipynb', 'train-model'],
  ['.hidden.ipynb', 'hidden'],
  ['übung.ipynb', 'bung'],
  ['数据.ipynb', 'job']
])('a job of %s may be called %s', (path, name) => {
  expect(nameOf(path)).toBe(name);
});

test.each([
  [{ expression: ' ' }, 'expression'],
  [{ kind: 'interval', every: 'soon' }, 'every'],
  [{ kind: 'once', at: '' }, 'at'],
  [{ kind: 'file' }, 'pattern'],
  [{ kind: 'commit' }, 'branch'],
  [{ oldest: '0' }, 'oldest'],
  [{ lateAfter: 'x' }, 'lateAfter']
] as const)('%j says what is wrong with %s', (change, field) => {
  const draft = { ...newDraft('train.ipynb', 'UTC'), ...change };
  expect(Object.keys(timingErrors(draft, trans))).toEqual([field]);
});
