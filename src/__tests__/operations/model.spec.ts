import { ApiError } from '../../api/errors';
import type { GitClient } from '../../api/gitClient';
import type { Operation } from '../../api/types';
import { OperationsModel } from '../../operations/model';
import { makeOperation } from './make';

/** Answers with the operation as it is set, and counts the questions. */
class FakeClient {
  now: Operation = makeOperation();
  gone = false;
  asked = 0;

  operate(): Promise<Operation> {
    return Promise.resolve(this.now);
  }

  async operation(): Promise<Operation> {
    this.asked += 1;
    await Promise.resolve();
    if (this.gone) {
      throw new ApiError('not_found', 'unknown', '', 404);
    }
    return this.now;
  }
}

async function start() {
  const client = new FakeClient();
  const model = new OperationsModel(client as unknown as GitClient);
  await model.start({ kind: 'fetch', repository: 'work' });
  return { client, model };
}

describe('operations', () => {
  it('are shown while they run, and keep their repository busy', async () => {
    const { client, model } = await start();
    expect(model.running).toHaveLength(1);
    expect(model.isBusy('work')).toBe(true);
    expect(model.isBusy('other')).toBe(false);
    client.now = makeOperation({ state: 'succeeded', message: 'Fetched.' });
    const end = model.end('1');
    await model.look('1');
    expect((await end).message).toBe('Fetched.');
    expect(model.running).toHaveLength(0);
  });

  it('that ended do not run again by an answer that comes late', async () => {
    const { client, model } = await start();
    client.now = makeOperation({ state: 'failed' });
    await model.look('1');
    client.now = makeOperation({ percent: 10 });
    await model.look('1');
    expect(model.running).toHaveLength(0);
  });

  it('are asked for once more, however often progress is told meanwhile', async () => {
    const { client, model } = await start();
    await Promise.all([
      model.look('1'),
      model.look('1'),
      model.look('1'),
      model.look('1')
    ]);
    expect(client.asked).toBe(2);
  });

  it('end where the server knows nothing of them any more', async () => {
    const { client, model } = await start();
    client.gone = true;
    const end = model.end('1');
    await model.look('1');
    expect((await end).state).toBe('cancelled');
  });

  it('of another page are shown, but are not ours', async () => {
    const { client, model } = await start();
    client.now = makeOperation({ id: '2' });
    await model.look('2');
    expect(model.running).toHaveLength(2);
    expect(model.isMine('1')).toBe(true);
    expect(model.isMine('2')).toBe(false);
  });
});
