import type { IRowSource, Row } from '../../ci/rows';
import { makeRows, parentOf } from '../../ci/rows';
import {
  ago,
  allForges,
  allOutcomes,
  checks,
  finding,
  forge,
  forges,
  job,
  pipeline,
  remark,
  result,
  run
} from './make';

function rowsOf(change: Partial<IRowSource> = {}): readonly Row[] {
  return makeRows({
    status: checks({ head_run: run(allOutcomes()) }),
    remote: null,
    filter: '',
    annotations: () => [],
    isOpen: (_, byDefault) => byDefault,
    ...change
  });
}

const names = (rows: readonly Row[]): string[] =>
  rows.map(row => {
    switch (row.type) {
      case 'here':
        return row.about;
      case 'check':
        return row.title;
      case 'finding':
        return row.finding.code;
      case 'remote':
        return row.remote.title;
      case 'pipeline':
        return row.pipeline.name;
      case 'job':
        return row.job.name;
      case 'step':
        return row.step.name;
      default:
        return row.type;
    }
  });

describe('the rows of checks here', () => {
  it('unfold what failed, and leave the rest folded', () => {
    expect(names(rowsOf()).slice(0, 8)).toEqual([
      'head',
      'Secrets',
      'aws-access-key',
      'Clean',
      'Size',
      'Order',
      'Lint',
      'Imports'
    ]);
  });

  it('have a row for a HEAD that nobody has checked', () => {
    expect(names(rowsOf({ status: checks() }))).toEqual(['head']);
  });

  it('have none where there is neither a commit nor a run', () => {
    expect(rowsOf({ status: checks({ head: null }) })).toEqual([]);
  });

  it('tell which checks are still to come, and which is at work', () => {
    const progress = { done: 1, total: 12, check: 'clean', notebook: '' };
    const active = run([result('secrets')], { state: 'running', progress });
    const rows = rowsOf({ status: checks({ head_run: active }) });
    const [first, second, third] = rows.filter(row => row.type === 'check');
    expect(rows).toHaveLength(13);
    expect(first?.result?.verdict).toBe('passed');
    expect(second).toMatchObject({ result: null, isAtWork: true });
    expect(third).toMatchObject({ result: null, isAtWork: false });
  });

  it('unfold the newer of two runs', () => {
    const working = run([result('lint')], {
      id: 'run-2',
      commit: '',
      created_at: ago(5)
    });
    const status = checks({
      head_run: run(allOutcomes()),
      working_run: working
    });
    expect(names(rowsOf({ status }))).toEqual(['head', 'working', 'Lint']);
  });

  it('say what the newest look at the files has left out, and since when it is known', () => {
    const newest = run([result('lint')], {
      id: 'run-2',
      commit: '',
      only_notebooks: ['other.ipynb'],
      created_at: ago(5)
    });
    const before = run(allOutcomes(), { commit: '' });
    const status = checks({
      head: null,
      working_run: newest,
      working_before: [before]
    });
    const rows = rowsOf({ status });
    const [here, secrets, key] = rows;
    expect(here).toMatchObject({ type: 'here', newest });
    expect(names(rows)).toContain('KeyError');
    expect(secrets).toMatchObject({ since: before.started_at });
    expect(key).toMatchObject({ type: 'finding', since: before.started_at });
    const lint = rows.find(row => row.type === 'check' && row.title === 'Lint');
    expect(lint).toMatchObject({ since: null });
  });

  it('list only what was asked for', () => {
    const only = run([result('lint')], { only_checks: ['lint'] });
    const status = checks({ head_run: only });
    expect(names(rowsOf({ status }))).toEqual(['head', 'Lint']);
  });

  it('say how many findings are not listed', () => {
    const findings = [finding({ severity: 'error' })];
    const status = checks({
      head_run: run([result('lint', { findings, count: 700 })])
    });
    expect(rowsOf({ status }).at(-1)).toMatchObject({
      type: 'more',
      listed: 1,
      count: 700
    });
  });

  it('are narrowed by words of findings and of their checks', () => {
    const isOpen = (): boolean => false;
    expect(names(rowsOf({ filter: 'keyerror report', isOpen }))).toEqual([
      'head',
      'Execute',
      'KeyError'
    ]);
    expect(names(rowsOf({ filter: 'lint', isOpen }))).toEqual([
      'head',
      'Lint',
      'F401',
      'F401'
    ]);
    expect(rowsOf({ filter: 'nowhere' })).toEqual([]);
  });

  it('have ids of their own', () => {
    const rows = rowsOf({ remote: allForges(), isOpen: () => true });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});

describe('the rows of forges', () => {
  const status = checks({ head: null });

  it('unfold what failed and what runs, jobs but no steps', () => {
    expect(names(rowsOf({ status, remote: allForges() }))).toEqual([
      'GitHub',
      'Notebooks',
      'check (3.12)',
      'check (3.10)',
      'docs',
      'GitLab',
      'Notebooks',
      'test',
      'deploy'
    ]);
  });

  it('keep what passed folded', () => {
    const remote = forges([forge([pipeline([job('test')])])]);
    expect(names(rowsOf({ status, remote }))).toEqual(['GitHub', 'Notebooks']);
  });

  it('are narrowed by words of jobs', () => {
    const found = rowsOf({ status, remote: allForges(), filter: '3.12' });
    expect(names(found)).toEqual(['GitHub', 'Notebooks', 'check (3.12)']);
  });

  it('list remarks where there are any', () => {
    const remote = forges([forge([pipeline([job('test')])])]);
    const annotations = () => [remark()];
    const isOpen = () => true;
    const rows = rowsOf({ status, remote, annotations, isOpen });
    expect(names(rows).slice(-2)).toEqual(['remarks', 'remark']);
  });

  it('name remotes that are on no forge', () => {
    const remote = forges([], { unknown: ['backup'] });
    expect(rowsOf({ status, remote })).toMatchObject([
      { type: 'unknown', names: ['backup'] }
    ]);
  });
});

describe('the parent of a row', () => {
  it('is the row above that is less deep', () => {
    const rows = rowsOf();
    const at = rows.findIndex(row => row.type === 'finding');
    expect(names(rows)[parentOf(rows, at)]).toBe('Secrets');
    expect(parentOf(rows, parentOf(rows, at))).toBe(0);
    expect(parentOf(rows, 0)).toBe(-1);
  });
});
