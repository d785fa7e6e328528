import type { ChecksClient } from '../../api/checksClient';
import type { CheckRun, Checks, Ci } from '../../api/types';
import { CiModel } from '../../ci/model';
import { checks, forges, HEAD, run } from './make';

function make(answers: { checks?: Checks; ci?: Ci; run?: CheckRun } = {}) {
  const asked: string[] = [];
  const state = { checks: checks(), ci: forges([]), run: run([]), ...answers };
  const client = {
    checks: (path: string) => {
      asked.push(`checks ${path}`);
      return Promise.resolve(state.checks);
    },
    ci: (path: string) => {
      asked.push(`ci ${path}`);
      return Promise.resolve(state.ci);
    },
    run: (id: string) => {
      asked.push(`run ${id}`);
      return Promise.resolve(state.run);
    },
    check: () => Promise.resolve(state.run),
    verdicts: (_: string, commits: string[]) => {
      asked.push(`verdicts ${commits.length}`);
      return Promise.resolve([
        {
          commit: HEAD,
          run: 'run-1',
          state: 'passed',
          errors: 0,
          warnings: 0,
          complete: true
        }
      ]);
    }
  };
  const model = new CiModel(client as unknown as ChecksClient);
  const ended: string[] = [];
  model.ended.connect((_, { id }) => ended.push(id));
  return { model, state, asked, ended };
}

describe('how the project that is looked at stands', () => {
  it('is asked here at once, and of forges once somebody looks', async () => {
    const { model, asked } = make();
    model.follow('work');
    await model.refreshHere();
    expect(asked).not.toContain('ci work');
    model.setVisible(true);
    await Promise.resolve();
    expect(asked).toContain('ci work');
  });

  it('tells once that a run has ended which was seen at work', async () => {
    const active = run([], { state: 'running', ended_at: null });
    const { model, state, ended } = make({
      checks: checks({ head_run: active })
    });
    model.follow('work');
    await model.refreshHere();
    expect(ended).toEqual([]);
    state.checks = checks({ head_run: run([]) });
    await model.refreshHere();
    await model.noteEnd('run-1');
    expect(ended).toEqual(['run-1']);
  });

  it('tells of the end of a run that is on another commit by now', async () => {
    const { model, ended, asked } = make({ run: run([], { id: 'old' }) });
    model.follow('work');
    await model.refreshHere();
    model.noteProgress('old');
    await model.noteEnd('old');
    expect(asked).toContain('run old');
    expect(ended).toEqual(['old']);
  });

  it('tells nothing of runs that had ended before', async () => {
    const { model, ended } = make({ checks: checks({ head_run: run([]) }) });
    model.follow('work');
    await model.refreshHere();
    await model.noteEnd('run-1');
    expect(ended).toEqual([]);
  });

  it('asks for the verdicts of many commits at once', async () => {
    const { model, asked } = make();
    const other = 'b'.repeat(40);
    expect(model.verdict(HEAD)).toBeUndefined();
    expect(model.verdict(other)).toBeUndefined();
    expect(model.verdict(HEAD)).toBeUndefined();
    await new Promise<void>(resolve => {
      model.changed.connect(() => {
        resolve();
      });
    });
    expect(asked.filter(each => each.startsWith('verdicts'))).toEqual([
      'verdicts 2'
    ]);
    expect(model.verdict(HEAD)?.state).toBe('passed');
    expect(model.verdict(other)).toBeNull();
  });
});
