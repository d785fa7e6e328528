import {
  RUN_ENDED,
  RUN_PROGRESSED,
  applyEvent,
  mergeRuns,
  newerRun,
  readRunEvent
} from '../../runData/merge';
import { makeProgress, makeRun } from '../makeRun';

const running = makeRun({
  state: 'running',
  ended_at: null,
  progress: makeProgress({ done: 2, total: 5 })
});

describe('readRunEvent', () => {
  it.each([RUN_PROGRESSED, RUN_ENDED])('reads %s', schema_id => {
    const event = readRunEvent({ schema_id, run_id: '01', state: 'failed' });
    expect(event?.run_id).toBe('01');
  });

  it('leaves the events of others alone', () => {
    const schema_id = 'https://events.jupyter.org/jupyter_server/contents';
    expect(readRunEvent({ schema_id, run_id: '01' })).toBeNull();
  });
});

describe('applyEvent', () => {
  it('takes progress over', () => {
    const progress = makeProgress({ done: 3, total: 5 });
    const event = { run_id: '01', state: 'running', progress } as const;
    expect(applyEvent(running, event).progress.done).toBe(3);
  });

  it('takes over when a run started', () => {
    const queued = makeRun({ state: 'queued', started_at: null });
    const started_at = '2026-01-01T11:00:00Z';
    const event = { run_id: '01', state: 'running', started_at } as const;
    expect(applyEvent(queued, event)).toMatchObject({
      state: 'running',
      started_at
    });
  });

  it('ignores progress that was overtaken', () => {
    const progress = makeProgress({ done: 1, total: 5 });
    const event = { run_id: '01', state: 'running', progress } as const;
    expect(applyEvent(running, event)).toBe(running);
  });

  it('does not wake a run that has ended', () => {
    const ended = makeRun({ state: 'cancelled' });
    const event = { run_id: '01', state: 'running' } as const;
    expect(applyEvent(ended, event)).toBe(ended);
  });
});

describe('newerRun', () => {
  it('prefers the state that comes later, whatever arrives last', () => {
    const ended = makeRun({ state: 'succeeded' });
    expect(newerRun(ended, running)).toBe(ended);
    expect(newerRun(running, ended)).toBe(ended);
  });
});

describe('mergeRuns', () => {
  it('lists the newest first, each run once', () => {
    const known = [makeRun({ id: '03' }), makeRun({ id: '01' })];
    const seen = [makeRun({ id: '02' }), makeRun({ id: '03' })];
    const ids = mergeRuns(known, seen).map(run => run.id);
    expect(ids).toEqual(['03', '02', '01']);
  });
});
