import type { Run } from '../../api/types';
import { RunsModel } from '../../runs/model';
import { Removals } from '../../runData/removals';
import { FakeServer } from './fakeServer';
import { makeProgress, makeRun } from '../makeRun';

function ids(model: RunsModel): string[] {
  return model.runs.map(run => run.id);
}

/** Waits until all that is under way has settled. */
function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 20));
}

const old = makeRun({ id: '01', path: 'old.ipynb', output: 'runs/old.ipynb' });
const failed = makeRun({ id: '02', state: 'failed' });
const running = makeRun({
  id: '03',
  state: 'running',
  ended_at: null,
  progress: makeProgress({ done: 1, total: 3 })
});

let server: FakeServer;
let model: RunsModel;

beforeEach(async () => {
  server = new FakeServer([old, failed, running]);
  const client = server.client();
  const removals = new Removals((id, alive) => client.remove(id, alive), 30);
  model = new RunsModel(client, removals);
  await model.refresh();
});

afterEach(() => {
  model.dispose();
});

describe('a list of runs', () => {
  it('loads page by page, newest first', async () => {
    expect(ids(model)).toEqual(['03', '02']);
    expect(model.hasMore).toBe(true);
    await model.loadMore();
    expect(ids(model)).toEqual(['03', '02', '01']);
    expect(model.hasMore).toBe(false);
  });

  it('asks for a page only once while it is on its way', async () => {
    const before = server.requests.length;
    await Promise.all([model.loadMore(), model.loadMore()]);
    expect(server.requests.length).toBe(before + 1);
  });

  it('keeps what it has when the server fails, and says why', async () => {
    const body = JSON.stringify({ code: 'x', message: 'no disk', hint: 'h' });
    server.failure = { status: 500, body };
    await model.refresh();
    expect(model.error).toMatchObject({ message: 'no disk', hint: 'h' });
    expect(ids(model)).toEqual(['03', '02']);
    server.failure = null;
    await model.refresh();
    expect(model.error).toBeNull();
  });

  it('lists the runs of the notebook it follows', async () => {
    model.scope = 'notebook';
    model.notebook = 'old.ipynb';
    await settled();
    expect(ids(model)).toEqual(['01']);
  });

  it('stays with the notebook whose output is looked at', async () => {
    await model.loadMore();
    model.scope = 'notebook';
    model.notebook = 'runs/old.ipynb';
    expect(model.notebook).toBe('old.ipynb');
  });

  it('asks the server whose output is looked at', async () => {
    model.scope = 'notebook';
    model.notebook = 'runs/old.ipynb';
    await settled();
    expect(model.notebook).toBe('old.ipynb');
    expect(ids(model)).toEqual(['01']);
  });

  it('is about an executed notebook where that was run itself', async () => {
    const path = 'runs/old.ipynb';
    server.runs.push(makeRun({ id: '04', path, output: 'runs/again.ipynb' }));
    model.scope = 'notebook';
    model.notebook = path;
    await settled();
    expect(model.notebook).toBe(path);
    expect(ids(model)).toEqual(['04']);
  });

  it('drops the newest run where it was deleted elsewhere', async () => {
    server.runs = [old, failed];
    await model.refresh();
    expect(ids(model)).toEqual(['02', '01']);
  });

  it('keeps what fits in view while the server is asked another question', () => {
    model.filter = 'failed';
    expect(ids(model)).toEqual(['02']);
    model.scope = 'notebook';
    model.notebook = 'old.ipynb';
    expect(ids(model)).toEqual([]);
  });

  it('asks the server for a state, so that it finds it beyond the first page', async () => {
    model.filter = 'failed';
    await settled();
    expect(server.requests.pop()).toContain('state=failed');
    expect(ids(model)).toEqual(['02']);
  });
});

describe('an event', () => {
  it('updates a run in place', async () => {
    const progress = makeProgress({ done: 2, total: 3 });
    await model.apply({ run_id: '03', state: 'running', progress });
    expect(model.runs[0]?.progress.done).toBe(2);
    expect(ids(model)).toEqual(['03', '02']);
  });

  it('brings a run that is new onto the top', async () => {
    server.runs.push(makeRun({ id: '04', state: 'queued' }));
    await model.apply({ run_id: '04', state: 'queued' });
    expect(ids(model)).toEqual(['04', '03', '02']);
  });

  it('leaves a new run of another notebook out of the list', async () => {
    model.scope = 'notebook';
    model.notebook = 'train.ipynb';
    await settled();
    server.runs.push(makeRun({ id: '04', path: 'b.ipynb', state: 'queued' }));
    await model.apply({ run_id: '04', state: 'queued' });
    expect(ids(model)).toEqual(['03', '02']);
  });

  it('of an end brings what only the server knows, and is told once', async () => {
    const ends: Run[] = [];
    model.ended.connect((_, run) => ends.push(run));
    const ended_at = '2026-01-01T12:00:00Z';
    server.runs = [old, failed, makeRun({ id: '03', ended_at })];
    await model.apply({ run_id: '03', state: 'succeeded' });
    await model.apply({ run_id: '03', state: 'succeeded' });
    expect(model.runs[0]).toMatchObject({ state: 'succeeded', ended_at });
    expect(ends.map(run => run.id)).toEqual(['03']);
  });

  it('of an end of a run that was deleted since takes it out', async () => {
    server.runs = [old, failed];
    await model.apply({ run_id: '03', state: 'succeeded' });
    expect(ids(model)).toEqual(['02']);
    expect(model.error).toBeNull();
  });

  it('that was missed is made up for by asking again', async () => {
    const ends: Run[] = [];
    model.ended.connect((_, run) => ends.push(run));
    server.runs = [old, failed, makeRun({ id: '03' })];
    await model.refresh();
    expect(ends.map(run => run.id)).toEqual(['03']);
    expect(model.hasActive).toBe(false);
  });
});

describe('deleting', () => {
  it('hides the run at once and deletes it when the time is over', async () => {
    model.activeId = '03';
    const removal = model.remove('03');
    expect(ids(model)).toEqual(['02']);
    expect(model.activeId).toBe('02');
    expect(server.runs).toHaveLength(3);
    await expect(removal.done).resolves.toBe(true);
    expect(server.runs).toHaveLength(2);
  });

  it('can be taken back', async () => {
    const removal = model.remove('02');
    expect(removal.undo()).toBe(true);
    await expect(removal.done).resolves.toBe(false);
    expect(ids(model)).toEqual(['03', '02']);
    await new Promise(resolve => setTimeout(resolve, 60));
    expect(server.runs).toHaveLength(3);
  });

  it('is carried out when the page goes', () => {
    void model.remove('02');
    window.dispatchEvent(new Event('pagehide'));
    expect(server.requests.pop()).toBe('DELETE runs/02');
  });

  it('that the server refuses brings the run back', async () => {
    const body = JSON.stringify({ code: 'conflict', message: 'is active' });
    server.failure = { status: 409, body };
    const removal = model.remove('02');
    await expect(removal.done).rejects.toMatchObject({ code: 'conflict' });
    expect(ids(model)).toContain('02');
  });
});
