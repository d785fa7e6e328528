import type { Failure, Progress, Run } from '../api/types';

/** Progress of a run, of which a test names what it is about. */
export function makeProgress(values: Partial<Progress> = {}): Progress {
  return {
    done: 0,
    total: 0,
    cell_index: null,
    cell_id: null,
    cell_preview: '',
    ...values
  };
}

/** A failure, of which a test names what it is about. */
export function makeFailure(values: Partial<Failure> = {}): Failure {
  return {
    code: 'cell_error',
    message: 'KeyError in cell 3',
    hint: '',
    cell_index: 2,
    cell_id: 'third',
    execution_count: 2,
    line: 1,
    exception: 'KeyError',
    value: "'b'",
    traceback: [],
    ...values
  };
}

/** A run, of which a test names what it is about. */
export function makeRun(values: Partial<Run> = {}): Run {
  return {
    id: '01',
    state: 'succeeded',
    path: 'train.ipynb',
    output: 'runs/train-01.ipynb',
    kernel: 'python3',
    parameters: {},
    overrides: {},
    user: 'someone',
    created_at: '2026-01-01T10:00:00Z',
    started_at: '2026-01-01T10:00:01Z',
    ended_at: '2026-01-01T10:00:05Z',
    progress: makeProgress(),
    failure: null,
    origin: 'manual',
    job: null,
    job_name: '',
    sweep: null,
    sweep_index: null,
    attempt: 1,
    attempts: 1,
    retry_of: null,
    revision: {},
    provenance: null,
    labels: [],
    note: '',
    keep: false,
    priority: 0,
    due_at: null,
    not_before: null,
    resources: null,
    metrics: {},
    ...values
  };
}
