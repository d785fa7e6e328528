import type { Run } from '../../api/types';
import { RunTableModel } from '../../runTable/model';
import { makeRun } from '../makeRun';
import { FakeServer } from '../runs/fakeServer';

function make(runs: Run[]): { model: RunTableModel; server: FakeServer } {
  const server = new FakeServer(runs);
  const gone = Promise.resolve(true);
  const model = new RunTableModel(server.client(), () => ({
    undo: () => false,
    done: gone
  }));
  return { model, server };
}

const idsOf = (model: RunTableModel): string[] => model.rows.map(row => row.id);

describe('RunTableModel', () => {
  it('pages as far as it is asked to', async () => {
    const { model } = make(['1', '2', '3'].map(id => makeRun({ id })));
    await model.refresh();
    expect(idsOf(model)).toEqual(['3', '2']);
    expect(model.hasMore).toBe(true);
    await model.loadMore();
    expect(idsOf(model)).toEqual(['3', '2', '1']);
    expect(model.hasMore).toBe(false);
  });

  it('shows what went wrong, and keeps what is there', async () => {
    const { model, server } = make([makeRun({ id: '1' })]);
    await model.refresh();
    server.failure = {
      status: 400,
      body: JSON.stringify({ code: 'invalid', message: 'no', hint: 'try' })
    };
    await model.refresh();
    expect(model.error?.message).toBe('no');
    expect(idsOf(model)).toEqual(['1']);
  });

  it('moves a run on as events tell of it', async () => {
    const { model } = make([makeRun({ id: '1', state: 'queued' })]);
    await model.refresh();
    await model.apply({ run_id: '1', state: 'running' });
    expect(model.runs[0]?.state).toBe('running');
    model.dispose();
  });

  it('hides what is being deleted, and its ticks', async () => {
    const { model } = make(['1', '2'].map(id => makeRun({ id })));
    await model.refresh();
    model.selectAll();
    expect(model.selected).toHaveLength(2);
    model.remove(model.runs.slice(0, 1));
    expect(idsOf(model)).toEqual(['1']);
    expect(model.selected).toHaveLength(0);
    await Promise.resolve();
    expect(idsOf(model)).toEqual(['1']);
  });
});
