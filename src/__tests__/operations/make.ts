import type { Operation } from '../../api/types';

/** A fetch that runs, but for what is said. */
export function makeOperation(change: Partial<Operation> = {}): Operation {
  return {
    id: '1',
    kind: 'fetch',
    repository: 'work',
    state: 'running',
    phase: '',
    percent: null,
    message: '',
    error: null,
    prompt: null,
    conflicts: [],
    ...change
  };
}
