import type { Contents, Event } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

import type { GitClient } from '../../api/gitClient';
import type { Repository, Status } from '../../api/types';
import { REPOSITORY_CHANGED, RepositoryFeed } from '../../repository/feed';
import { RepositoryModel } from '../../repository/model';
import { makeStatus } from './make';

async function pause(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 250));
}

/** A model that has been answered once, fed by a stream that is emitted by hand. */
async function make(change: Partial<Repository> = {}) {
  const stream = new Signal<object, Event.Emission>({});
  const fileChanged = new Signal<object, object>({});
  let asked = 0;
  const client = {
    status: (): Promise<Status> => {
      asked += 1;
      return Promise.resolve(makeStatus(change));
    }
  };
  const model = new RepositoryModel(client as unknown as GitClient);
  const feed = new RepositoryFeed(
    model,
    { stream } as unknown as Event.IManager,
    { fileChanged } as unknown as Contents.IManager
  );
  model.follow('work/a.ipynb');
  await pause();
  const tell = (repository: string): void => {
    stream.emit({ schema_id: REPOSITORY_CHANGED, repository });
  };
  const save = (): void => {
    fileChanged.emit({});
  };
  return { feed, tell, save, asked: () => asked };
}

describe('news of the repository', () => {
  it('are asked for once, however many events tell of them', async () => {
    const { feed, tell, asked } = await make();
    tell('work');
    tell('work');
    tell('work');
    await pause();
    expect(asked()).toBe(2);
    feed.dispose();
  });

  it('of another repository are none', async () => {
    const { feed, tell, asked } = await make();
    tell('other');
    await pause();
    expect(asked()).toBe(1);
    feed.dispose();
  });

  it('are asked for after a save where nobody watches', async () => {
    const watched = await make();
    watched.save();
    const unwatched = await make({ watched: false });
    unwatched.save();
    await pause();
    expect([watched.asked(), unwatched.asked()]).toEqual([1, 2]);
    watched.feed.dispose();
    unwatched.feed.dispose();
  });

  it('are asked for no more in the end', async () => {
    const { feed, tell, asked } = await make();
    feed.dispose();
    tell('work');
    await pause();
    expect(asked()).toBe(1);
  });
});
