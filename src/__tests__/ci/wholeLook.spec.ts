import type { CheckFinding, CheckRun } from '../../api/types';
import { wholeLook } from '../../ci/wholeLook';
import { ago, checks, finding, result, run } from './make';

const inTrain = finding({ severity: 'error', code: 'F821' });
const inOther = finding({ source: 'deep/other.ipynb', index: 7 });

const WHOLE = run(
  [result('lint', { findings: [inTrain, inOther] }), result('size')],
  { commit: '', started_at: ago(300) }
);

/** A look at a part, a moment ago. */
function part(change: Partial<CheckRun>, found: CheckFinding[] = []): CheckRun {
  return run([result('lint', { findings: found })], {
    id: 'run-2',
    commit: '',
    created_at: ago(5),
    ...change
  });
}

const TRAIN = { only_notebooks: ['train.ipynb'] };

function together(working: CheckRun, ...before: CheckRun[]) {
  const status = checks({ working_run: working, working_before: before });
  const look = wholeLook(status);
  const lint = look?.run.results.find(({ check }) => check === 'lint');
  return { look, run: look?.run, lint };
}

describe('looks at the files', () => {
  it('are one where the newest was at everything', () => {
    expect(wholeLook(checks())).toBeNull();
    expect(together(WHOLE).run).toBe(WHOLE);
  });

  it('replace what they were at, and leave the rest as it was', () => {
    const { look, run: all, lint } = together(part(TRAIN), WHOLE);
    expect(lint?.findings).toEqual([inOther]);
    expect(lint).toMatchObject({ verdict: 'warned', count: 1 });
    expect(all).toMatchObject({ state: 'warned', errors: 0, warnings: 1 });
    expect(all).toMatchObject({ only_checks: [], only_notebooks: [] });
    expect(look?.earlier.get(inOther)).toBe(WHOLE.started_at);
  });

  it('are told with when they were, where the newest has left something out', () => {
    const found = finding({ code: 'F841' });
    const { look, run: all, lint } = together(part(TRAIN, [found]), WHOLE);
    const size = all?.results.find(({ check }) => check === 'size');
    expect(lint?.findings).toEqual([found, inOther]);
    expect(look?.earlier.has(found)).toBe(false);
    expect(lint && look?.earlier.has(lint)).toBe(false);
    expect(size && look?.earlier.get(size)).toBe(WHOLE.started_at);
  });

  it('at one check leave the others', () => {
    const { run: all } = together(part({ only_checks: ['lint'] }), WHOLE);
    expect(all?.state).toBe('passed');
    expect(all?.results.map(({ check }) => check)).toEqual(['lint', 'size']);
  });

  it('at a folder replace what is in it', () => {
    const { lint } = together(part({ only_notebooks: ['deep'] }), WHOLE);
    expect(lint?.findings).toEqual([inTrain]);
    expect(lint?.verdict).toBe('failed');
  });

  it('keep what is known until a new one has come so far', () => {
    const active = part({ ...TRAIN, state: 'running', results: [] });
    const { run: all, lint } = together(active, WHOLE);
    expect(all?.state).toBe('running');
    expect(lint?.findings).toEqual([inTrain, inOther]);
  });

  it('never tell a finding twice', () => {
    const { lint } = together(part(TRAIN, [{ ...inOther }]), WHOLE);
    expect(lint?.count).toBe(1);
  });

  it('are of parts alone where none was at everything', () => {
    const other = part({ only_notebooks: ['deep'] }, [inOther]);
    const { run: all } = together(part(TRAIN), other);
    expect(all?.only_notebooks).toEqual(['train.ipynb', 'deep']);
  });

  it('stay warnings that failed only where warnings fail', () => {
    const strict = run(
      [result('lint', { findings: [finding(), inOther], verdict: 'failed' })],
      { state: 'failed' }
    );
    expect(together(part(TRAIN), strict).lint?.verdict).toBe('failed');
  });
});
