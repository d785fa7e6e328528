import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

import type { Module, ModuleCell, Modules } from '../../src/api/types';

/** Answer questions about modules with what is given, whatever is on disk. */
export async function answerModules(
  page: IJupyterLabPageFixture,
  modules: Modules
): Promise<void> {
  await page.route(/\/mlops\/api\/v1\/modules\?/, route =>
    route.fulfill({ json: modules })
  );
}

/** A project with these modules. */
export function project(
  modules: Module[],
  change: Partial<Modules> = {}
): Modules {
  return {
    project: '',
    name: 'prices',
    package: 'prices',
    version: '1.2.0',
    notebooks: 4,
    modules,
    findings: [],
    targets: [],
    can_release: true,
    ...change
  };
}

/** A module in step, but for what is said. */
export function module(name: string, change: Partial<Module> = {}): Module {
  return {
    name,
    import_name: `prices.${name}`,
    path: `src/prices/${name.replaceAll('.', '/')}.py`,
    state: 'in_step',
    notebooks: ['train.ipynb'],
    version: '1.2.0',
    changes: [],
    questions: [],
    findings: [],
    ...change
  };
}

const BASE = `def scale(x, low=0.0, high=1.0):
    """Bring values between two bounds."""
    span = x.max() - x.min()
    return low + (x - x.min()) / span * (high - low)
`;

/** A cell that was edited in the notebook, but for what is said. */
export function cell(
  name: string,
  change: Partial<ModuleCell> = {}
): ModuleCell {
  const base = BASE.replace('scale', name);
  return {
    change: 'edited',
    notebook: 'train.ipynb',
    cell: `cell-${name}`,
    source: 'train.ipynb',
    index: 1,
    title: `def ${name}(x, low=0.0, high=1.0):`,
    module_line: 12,
    base,
    notebook_text: base.replace('span =', 'assert len(x)\n    span ='),
    module_text: base,
    ...change
  };
}

/** The same, edited in the module. */
export function moduleCell(
  name: string,
  change: Partial<ModuleCell> = {}
): ModuleCell {
  const { base } = cell(name);
  return cell(name, {
    change: 'module_edited',
    notebook_text: base,
    module_text: base?.replace('0.0', '-1.0') ?? null,
    ...change
  });
}

/** The same, edited in both so that they contradict. */
export function conflict(name: string): ModuleCell {
  const { base } = cell(name);
  return cell(name, {
    change: 'conflict',
    notebook_text: base?.replace('0.0', '0.5') ?? null,
    module_text: base?.replace('0.0', '-1.0') ?? null
  });
}

/** A module in each state, with what is to be seen and decided. */
export function allStates(): Modules {
  return project([
    module('blocked', {
      state: 'blocked',
      findings: [
        {
          severity: 'error',
          code: 'syntax',
          message: 'The cell is no valid Python: expected an indented block.',
          hint: 'Correct it; until then the module stays as it is.',
          module: 'blocked',
          notebook: 'train.ipynb',
          index: 2,
          line: 2
        }
      ]
    }),
    module('both', {
      state: 'both_ahead',
      changes: [cell('shift'), moduleCell('clip', { index: 2 })]
    }),
    module('conflict', {
      state: 'conflict',
      changes: [conflict('scale')]
    }),
    module('data.load', { state: 'new', version: '', changes: [] }),
    module('features', {
      state: 'notebook_ahead',
      changes: [cell('scale'), cell('center', { change: 'added', base: null })],
      findings: [
        {
          severity: 'warning',
          code: 'undefined_name',
          message: 'np is used, but nothing that is exported defines it.',
          hint: 'Export the cell with the import, too.',
          module: 'features',
          notebook: 'train.ipynb',
          index: 1,
          line: 3
        }
      ]
    }),
    module('handwritten', { state: 'foreign', version: '' }),
    module('metrics', {
      state: 'module_ahead',
      changes: [moduleCell('rmse')]
    }),
    module('old', { state: 'orphaned', notebooks: [] }),
    module('plots', {
      state: 'asks',
      changes: [
        cell('draw', {
          change: 'module_deleted',
          module_line: null,
          module_text: null,
          notebook_text: cell('draw').base
        })
      ],
      questions: [
        {
          notebook: 'train.ipynb',
          cell: 'cell-draw',
          source: 'train.ipynb',
          deleted_in: 'module',
          names: ['draw'],
          edited: false,
          answers: ['delete', 'unmark', 'keep']
        }
      ]
    }),
    module('tables')
  ]);
}
