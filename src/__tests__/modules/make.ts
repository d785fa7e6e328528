import type {
  Finding,
  Module,
  ModuleCell,
  ModuleQuestion,
  Modules
} from '../../api/types';

/** A project with modules, in step but for what is said. */
export function makeModules(change: Partial<Modules> = {}): Modules {
  return {
    project: 'work',
    name: 'work',
    package: 'prices',
    version: '1.2.0',
    notebooks: 1,
    modules: [],
    findings: [],
    targets: [],
    can_release: true,
    ...change
  };
}

/** A module in step with its notebook, but for what is said. */
export function makeModule(change: Partial<Module> = {}): Module {
  const name = change.name ?? 'features';
  return {
    name,
    import_name: `prices.${name}`,
    path: `work/src/prices/${name.replaceAll('.', '/')}.py`,
    state: 'in_step',
    notebooks: ['work/train.ipynb'],
    version: '1.2.0',
    changes: [],
    questions: [],
    findings: [],
    ...change
  };
}

/** A cell that was edited in its notebook, but for what is said. */
export function makeCell(change: Partial<ModuleCell> = {}): ModuleCell {
  return {
    change: 'edited',
    notebook: 'work/train.ipynb',
    cell: 'a1b2c3d4',
    source: 'train.ipynb',
    index: 3,
    title: 'def scale(x):',
    module_line: 12,
    base: 'def scale(x):\n    return x\n',
    notebook_text: 'def scale(x):\n    return 2 * x\n',
    module_text: 'def scale(x):\n    return x\n',
    ...change
  };
}

/** A function that was deleted in the module, but for what is said. */
export function makeQuestion(
  change: Partial<ModuleQuestion> = {}
): ModuleQuestion {
  return {
    notebook: 'work/train.ipynb',
    cell: 'e5f6a7b8',
    source: 'train.ipynb',
    deleted_in: 'module',
    names: ['scale'],
    edited: false,
    answers: ['delete', 'unmark', 'keep'],
    ...change
  };
}

/** A name that nothing defines, but for what is said. */
export function makeFinding(change: Partial<Finding> = {}): Finding {
  return {
    severity: 'warning',
    code: 'undefined_name',
    message: 'np is used, but nothing that is exported defines it.',
    hint: 'Export the import, too.',
    module: 'features',
    notebook: 'work/train.ipynb',
    index: 2,
    line: 4,
    ...change
  };
}
