import type { CheckFinding } from '../../api/types';

/** A finding, of which a test names what it is about. */
export function makeFinding(values: Partial<CheckFinding> = {}): CheckFinding {
  return {
    check: 'lint',
    code: 'F401',
    severity: 'warning',
    message: '`os` is imported but not used',
    hint: '',
    notebook: 'project/train.ipynb',
    source: 'train.ipynb',
    cell: 'a',
    index: 0,
    line: 1,
    column: 8,
    output: null,
    parameters: '',
    fixable: false,
    detail: '',
    key: 'k',
    ...values
  };
}
