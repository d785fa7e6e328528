import { ApiError } from '../../api/errors';
import type { GitClient } from '../../api/gitClient';
import type { Status } from '../../api/types';
import { RepositoryModel } from '../../repository/model';
import { makeStatus } from './make';

/** Holds questions back until they are answered by hand. */
class FakeClient {
  readonly asked: string[] = [];

  status(path: string): Promise<Status> {
    this.asked.push(path);
    return new Promise((resolve, reject) => {
      this._waiting.push({ resolve, reject });
    });
  }

  async answer(status: Status): Promise<void> {
    this._waiting.shift()?.resolve(status);
    await settle();
  }

  async refuse(error: Error): Promise<void> {
    this._waiting.shift()?.reject(error);
    await settle();
  }

  private readonly _waiting: {
    resolve: (status: Status) => void;
    reject: (error: Error) => void;
  }[] = [];
}

/** Let promises come to rest. */
async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 0));
}

function make(): { client: FakeClient; model: RepositoryModel } {
  const client = new FakeClient();
  return { client, model: new RepositoryModel(client as unknown as GitClient) };
}

describe('the repository that is looked at', () => {
  it('is asked for once for each path', async () => {
    const { client, model } = make();
    model.follow('');
    model.follow('');
    await client.answer(makeStatus());
    expect(client.asked).toEqual(['']);
    expect(model.status?.repository?.branch).toBe('main');
  });

  it('stays in view until the next one is known', async () => {
    const { client, model } = make();
    model.follow('a/x.ipynb');
    await client.answer(makeStatus({ path: 'a' }));
    model.follow('b/y.ipynb');
    expect(model.followed).toBe('b/y.ipynb');
    expect(model.status?.repository?.path).toBe('a');
    await client.answer(makeStatus({ path: 'b' }));
    expect(model.status?.repository?.path).toBe('b');
  });

  it('is never the one of a path that was left meanwhile', async () => {
    const { client, model } = make();
    model.follow('a');
    model.follow('b');
    await client.answer(makeStatus({ path: 'a' }));
    expect(model.status).toBeNull();
    await client.answer(makeStatus({ path: 'b' }));
    expect(model.status?.repository?.path).toBe('b');
  });

  it('is asked for once more, however many ask while a question is on its way', async () => {
    const { client, model } = make();
    model.follow('a');
    const all = Promise.all([model.refresh(), model.refresh()]);
    await client.answer(makeStatus());
    await client.answer(makeStatus({ branch: 'next' }));
    await all;
    expect(client.asked).toHaveLength(2);
    expect(model.status?.repository?.branch).toBe('next');
  });

  it('is as the last request left it, not as an older question saw it', async () => {
    const { client, model } = make();
    model.follow('a');
    await client.answer(makeStatus());
    void model.refresh();
    model.take(makeStatus({ branch: 'taken' }));
    await client.answer(makeStatus({ branch: 'older' }));
    expect(model.status?.repository?.branch).toBe('taken');
  });

  it('is not mixed up with another one that a request was about', async () => {
    const { client, model } = make();
    model.follow('a');
    await client.answer(makeStatus({ path: 'a' }));
    model.take(makeStatus({ path: 'b' }));
    expect(model.status?.repository?.path).toBe('a');
    expect(client.asked).toHaveLength(2);
  });

  it('keeps what is known where it cannot be asked for again', async () => {
    const { client, model } = make();
    model.follow('a');
    await client.answer(makeStatus());
    void model.refresh();
    await client.refuse(new ApiError('network', 'gone'));
    expect(model.error?.message).toBe('gone');
    expect(model.status?.repository?.branch).toBe('main');
    model.follow('b');
    await client.refuse(new ApiError('network', 'gone'));
    expect(model.status).toBeNull();
  });

  it('stays where it is pinned, and goes where one is when the pin is taken out', async () => {
    const { client, model } = make();
    model.follow('a');
    await client.answer(makeStatus({ path: 'a' }));
    model.setPinned(true);
    model.follow('b');
    expect(model.followed).toBe('a');
    model.setPinned(false);
    expect(model.followed).toBe('b');
    await client.answer(makeStatus({ path: 'b' }));
    expect(client.asked).toEqual(['a', 'b']);
  });

  it('tells of a touch, but of no change, where the answer is the same', async () => {
    const { client, model } = make();
    const told: string[] = [];
    model.changed.connect(() => told.push('changed'));
    model.touched.connect(() => told.push('touched'));
    void model.refresh();
    await client.answer(makeStatus());
    void model.refresh();
    await client.answer(makeStatus());
    expect(told).toEqual(['changed', 'touched', 'touched']);
  });
});
