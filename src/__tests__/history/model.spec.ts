import type { GitClient } from '../../api/gitClient';
import type {
  CommitFiles,
  CommitSummary,
  History,
  HistoryQuery
} from '../../api/types';
import { HistoryModel } from '../../history/model';
import { idOf, makeCommit, makeFile } from './make';

/** Commits, newest first, given by the page. */
class FakeClient {
  commits: CommitSummary[] = [...Array(120).keys()]
    .map(n => makeCommit(n))
    .reverse();
  readonly queries: HistoryQuery[] = [];
  detailed = 0;
  fails = false;

  log(query: HistoryQuery): Promise<History> {
    this.queries.push(query);
    if (this.fails) {
      return Promise.reject(new Error('broken'));
    }
    const { skip = 0, limit = 50 } = query;
    const commits = this.commits.slice(skip, skip + limit);
    const more = this.commits.length > skip + limit;
    return Promise.resolve({ commits, more });
  }

  commitFiles(_: string, id: string): Promise<CommitFiles> {
    this.detailed += 1;
    const commit = this.commits.find(each => each.commit === id);
    return Promise.resolve({
      commit: commit ?? makeCommit(0),
      files: [makeFile()]
    });
  }
}

function make(path: string | null = null, narrowed = false) {
  const client = new FakeClient();
  const git = client as unknown as GitClient;
  return { client, model: new HistoryModel(git, 'work', path, narrowed) };
}

async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 0));
}

describe('a history', () => {
  it('starts at the newest commit and shows what it changed', async () => {
    const { model } = make();
    await model.refresh();
    await settle();
    expect(model.commits).toHaveLength(50);
    expect(model.active?.commit).toBe(idOf(119));
    expect(model.detail?.files).toHaveLength(1);
  });

  it('goes on with older commits until there are none', async () => {
    const { model } = make();
    await model.refresh();
    await model.loadMore();
    await model.loadMore();
    await model.loadMore();
    expect(model.commits.map(each => each.commit)).toEqual(
      [...Array(120).keys()].reverse().map(idOf)
    );
    expect(model.hasMore).toBe(false);
  });

  it('stays with the active commit when a new one arrives', async () => {
    const { client, model } = make();
    await model.refresh();
    model.activate(idOf(110));
    client.commits = [makeCommit(120), ...client.commits];
    await model.refresh();
    expect(model.commits[0]?.commit).toBe(idOf(120));
    expect(model.active?.commit).toBe(idOf(110));
  });

  it('asks once for what a commit changed: that never changes', async () => {
    const { client, model } = make();
    await model.refresh();
    model.activate(idOf(110));
    await settle();
    model.activate(idOf(119));
    model.activate(idOf(110));
    await settle();
    expect(client.detailed).toBe(2);
  });

  it('is narrowed to a file, and widened again', async () => {
    const { client, model } = make('train.ipynb', true);
    await model.refresh();
    model.show('train.ipynb', false);
    await settle();
    model.show('other.ipynb', false);
    await settle();
    expect(client.queries.map(each => each.path)).toEqual([
      'train.ipynb',
      undefined
    ]);
    expect(model.path).toBe('other.ipynb');
  });

  it('tells why it could not be read, until it can', async () => {
    const { client, model } = make();
    client.fails = true;
    await model.refresh();
    expect(model.error?.message).toBe('broken');
    client.fails = false;
    await model.refresh();
    expect(model.error).toBeNull();
  });
});
