import { ServerConnection } from '@jupyterlab/services';

import { ApiError } from '../../api/errors';
import { JobsClient } from '../../api/jobsClient';
import { SchedulesModel } from '../../schedules/model';
import { makeJob } from '../makeJob';

const train = makeJob({ id: '1', name: 'train', labels: ['nightly'] });
const report = makeJob({
  id: '2',
  name: 'report',
  path: 'report.ipynb',
  next_at: '2026-01-01T12:00:00Z',
  recent: [
    {
      id: 'r',
      state: 'failed',
      created_at: '2026-01-01T11:00:00Z',
      seconds: 3
    }
  ]
});

function makeClient(): jest.Mocked<JobsClient> {
  const client = new JobsClient(
    ServerConnection.makeSettings()
  ) as jest.Mocked<JobsClient>;
  client.jobs = jest.fn().mockResolvedValue([train, report]);
  client.removeJob = jest.fn().mockResolvedValue(undefined);
  return client;
}

async function makeModel(client = makeClient()): Promise<SchedulesModel> {
  const model = new SchedulesModel(client);
  await model.refresh();
  return model;
}

function names(model: SchedulesModel): string[] {
  return model.jobs.map(job => job.name);
}

test('jobs are ordered by name, by the next time or by the last run', async () => {
  const model = await makeModel();
  expect(names(model)).toEqual(['report', 'train']);
  model.order = 'next';
  expect(names(model)).toEqual(['report', 'train']);
  model.order = 'last';
  expect(names(model)).toEqual(['report', 'train']);
  model.take({ ...report, paused: true });
  model.order = 'next';
  expect(names(model)).toEqual(['train', 'report']);
});

test.each([
  ['failed', ['report']],
  ['label:nightly', ['train']],
  ['train 01:30', ['train']],
  ['nothing', []]
])('%p leaves %j', async (filter, left) => {
  const model = await makeModel();
  model.filter = filter;
  expect(names(model)).toEqual(left);
  expect(model.isEmpty).toBe(false);
});

test('a pause shows at once, and goes back where it is refused', async () => {
  const client = makeClient();
  client.pauseJob = jest
    .fn()
    .mockRejectedValue(new ApiError('store', 'The disk is full.'));
  const model = await makeModel(client);
  const pausing = model.setPaused(train, true);
  expect(model.find('1')?.paused).toBe(true);
  await expect(pausing).rejects.toThrow('The disk is full.');
  expect(model.find('1')?.paused).toBe(false);
});

test('a deletion is out of sight at once, and comes back in time', async () => {
  const client = makeClient();
  const remove = jest.fn();
  client.removeJob = remove;
  const model = await makeModel(client);
  const removal = model.remove('1');
  expect(names(model)).toEqual(['report']);
  expect(removal.undo()).toBe(true);
  expect(names(model)).toEqual(['report', 'train']);
  await expect(removal.done).resolves.toBe(false);
  expect(remove).not.toHaveBeenCalled();
});

test('a failure to ask keeps what is known', async () => {
  const client = makeClient();
  const model = await makeModel(client);
  client.jobs = jest.fn().mockRejectedValue(new ApiError('store', 'Locked.'));
  await model.refresh();
  expect(model.error?.message).toBe('Locked.');
  expect(names(model)).toEqual(['report', 'train']);
});
