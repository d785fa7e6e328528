import type {
  CheckFinding,
  CheckResult,
  CheckRun,
  Checks,
  Ci,
  CiAnnotation,
  CiJob,
  CiPipeline,
  CiRemote
} from '../../api/types';

export const HEAD = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';

/** Titles of the checks, in their order. */
const TITLES: Readonly<Record<CheckResult['check'], string>> = {
  secrets: 'Secrets',
  clean: 'Clean',
  size: 'Size',
  order: 'Order',
  lint: 'Lint',
  imports: 'Imports',
  paths: 'Paths',
  modules: 'Modules in step',
  execute: 'Execute',
  test: 'Tests',
  reproduce: 'Reproduce',
  gates: 'Gates'
};

type Name = CheckResult['check'];

/** A moment so many seconds ago. */
export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/** A finding in a cell, but for what is said. */
export function finding(change: Partial<CheckFinding> = {}): CheckFinding {
  const index = change.index ?? 3;
  return {
    check: 'lint',
    code: 'F401',
    severity: 'warning',
    message: '`os` is imported and not used.',
    hint: 'Take the import out.',
    notebook: 'train.ipynb',
    source: 'train.ipynb',
    cell: `cell-${index}`,
    index,
    line: 2,
    column: 8,
    output: null,
    parameters: '',
    fixable: false,
    detail: '',
    key: `${change.code ?? 'F401'}-${index}-${change.line ?? 2}`,
    ...change
  };
}

/** A check that has passed, but for what is said. */
export function result(
  check: Name,
  change: Partial<CheckResult> = {}
): CheckResult {
  const findings = change.findings ?? [];
  const isError = findings.some(({ severity }) => severity === 'error');
  return {
    check,
    title: TITLES[check],
    verdict: findings.length === 0 ? 'passed' : isError ? 'failed' : 'warned',
    findings,
    count: findings.length,
    notebooks: 4,
    cached: 0,
    duration: 0.4,
    message: '',
    accepted: 0,
    ...change
  };
}

/** A run on HEAD that has ended, but for what is said. */
export function run(
  results: CheckResult[],
  change: Partial<CheckRun> = {}
): CheckRun {
  const all = results.flatMap(({ findings }) => findings);
  const count = (severity: string): number =>
    all.filter(each => each.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return {
    id: 'run-1',
    project: '',
    commit: HEAD,
    subject: 'Fit on all years',
    state: errors > 0 ? 'failed' : warnings > 0 ? 'warned' : 'passed',
    origin: 'manual',
    only_checks: [],
    only_notebooks: [],
    created_at: ago(260),
    started_at: ago(258),
    ended_at: ago(240),
    progress: { done: 12, total: 12, check: '', notebook: '' },
    results,
    metrics: [],
    errors,
    warnings,
    notebooks: 4,
    message: '',
    ...change
  };
}

/** How a project stands. */
export function checks(change: Partial<Checks> = {}): Checks {
  return {
    project: '',
    name: 'prices',
    head: HEAD,
    subject: 'Fit on all years',
    head_run: null,
    working_run: null,
    working_before: [],
    earlier: null,
    checks: (Object.keys(TITLES) as Name[]).map(check => ({
      check,
      title: TITLES[check],
      summary: `What ${TITLES[check].toLowerCase()} is about.`,
      static: true
    })),
    notebooks: 4,
    trouble: '',
    hook: false,
    ...change
  };
}

const TRACEBACK = `Traceback (most recent call last)
Cell In[6], line 3
      1 frame = load()
----> 3 frame["price"].mean()
KeyError: 'price'`;

/** Checks of each kind of outcome. */
export function allOutcomes(): CheckResult[] {
  return [
    result('secrets', {
      findings: [
        finding({
          check: 'secrets',
          code: 'aws-access-key',
          severity: 'error',
          message: 'An AWS access key of 20 characters stands in the source.',
          hint: 'Revoke it, read it from the environment.',
          index: 1,
          line: 4
        })
      ]
    }),
    result('clean', { cached: 4 }),
    result('size', { cached: 4 }),
    result('order', { cached: 3 }),
    result('lint', {
      findings: [finding({ fixable: true }), finding({ index: 6, line: 1 })]
    }),
    result('imports'),
    result('paths'),
    result('modules', {
      verdict: 'skipped',
      message: 'No cell is exported.',
      notebooks: 0
    }),
    result('execute', {
      duration: 42.3,
      findings: [
        finding({
          check: 'execute',
          code: 'KeyError',
          severity: 'error',
          message: "KeyError: 'price'",
          hint: '',
          source: 'analysis/report.ipynb',
          notebook: 'analysis/report.ipynb',
          index: 5,
          line: 3,
          detail: TRACEBACK,
          parameters: 'winter'
        })
      ]
    }),
    result('test', { duration: 3.2 }),
    result('reproduce', {
      verdict: 'broken',
      message: 'Pillow is not installed: images cannot be compared.'
    }),
    result('gates', { verdict: 'skipped', message: 'No gate is set.' })
  ];
}

/** A job that has passed, but for what is said. */
export function job(name: string, change: Partial<CiJob> = {}): CiJob {
  return {
    id: `job-${name}`,
    name,
    state: 'passed',
    url: 'https://github.com/ada/prices/actions/runs/7/job/1',
    started_at: ago(300),
    duration: 64,
    message: '',
    steps: [
      { name: 'Set up', state: 'passed', duration: 3 },
      { name: 'Check notebooks', state: 'passed', duration: 58 }
    ],
    optional: false,
    has_log: true,
    ...change
  };
}

/** A pipeline. */
export function pipeline(
  jobs: CiJob[],
  change: Partial<CiPipeline> = {}
): CiPipeline {
  return {
    id: '7',
    name: 'Notebooks',
    state: 'passed',
    url: 'https://github.com/ada/prices/actions/runs/7',
    event: 'push',
    attempt: 1,
    started_at: ago(300),
    duration: 71,
    jobs,
    ...change
  };
}

/** A forge that is heard well, but for what is said. */
export function forge(
  pipelines: CiPipeline[],
  change: Partial<CiRemote> = {}
): CiRemote {
  return {
    remote: 'origin',
    kind: 'github',
    title: 'GitHub',
    host: 'github.com',
    repository: 'ada/prices',
    url: 'https://github.com/ada/prices',
    state: pipelines[0]?.state ?? null,
    pipelines,
    as_of: ago(4),
    error: null,
    token: { state: 'present', source: 'gh', hint: '' },
    limit: { limit: 5000, remaining: 4982, resets_at: ago(-1800) },
    can: {
      logs: true,
      rerun: true,
      rerun_failed: true,
      rerun_job: true,
      cancel: true,
      annotations: true,
      post_status: true
    },
    ...change
  };
}

/** What forges say of HEAD. */
export function forges(remotes: CiRemote[], change: Partial<Ci> = {}): Ci {
  return {
    commit: HEAD,
    pushed: true,
    remotes,
    unknown: [],
    poll_after: null,
    ...change
  };
}

/** Two forges, of which one can't be heard just now. */
export function allForges(): Ci {
  const failed = [
    job('check (3.12)', {
      state: 'failed',
      message: '2 errors',
      steps: [
        { name: 'Set up', state: 'passed', duration: 3 },
        { name: 'Check notebooks', state: 'failed', duration: 58 }
      ]
    }),
    job('check (3.10)'),
    job('docs', { state: 'skipped', duration: null, steps: [], has_log: false })
  ];
  const running = [
    job('test', { state: 'running', duration: null, started_at: ago(72) }),
    job('deploy', {
      state: 'queued',
      duration: null,
      started_at: null,
      steps: []
    })
  ];
  return forges([
    forge([pipeline(failed, { state: 'failed' })]),
    forge([pipeline(running, { state: 'running', duration: null })], {
      remote: 'mirror',
      kind: 'gitlab',
      title: 'GitLab',
      host: 'gitlab.example.org',
      repository: 'science/prices',
      as_of: ago(310),
      error: {
        code: 'remote_unreachable',
        message: 'gitlab.example.org does not answer.',
        hint: 'Are you online?',
        detail: ''
      },
      token: {
        state: 'missing',
        source: '',
        hint: 'Set GITLAB_TOKEN, or keep one with git credential approve.'
      },
      limit: null
    })
  ]);
}

/** A remark of a forge's check on a cell. */
export function remark(change: Partial<CiAnnotation> = {}): CiAnnotation {
  return {
    path: 'train.ipynb',
    source: 'train.ipynb',
    level: 'error',
    title: 'KeyError',
    message: "KeyError: 'price'",
    made_by: 'check (3.12)',
    cell: 'cell-1',
    index: 1,
    line: 2,
    ...change
  };
}
