import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IBadge } from './badge';
import type { IMarks } from './marks';
import { fileOf } from './targets';
import { describeMark, modulesOf } from './words';
import type { ISurroundings } from './words';

/** What badges are made of. */
export interface IBadgeContext {
  readonly surroundings: ISurroundings;
  /** What is wrong with the cell; empty where nothing is known to be. */
  readonly trouble: string;
  readonly trans: TranslationBundle;
  /** Open a module at the cell. */
  readonly openModule: (cell: Cell, module: string) => void;
  /** Choose another mark for the cell. */
  readonly choose: (cell: Cell) => void;
}

/** The badges of a cell: one a module that it goes to, or what it does for tests. */
export function badgesOf(
  cell: Cell,
  marks: IMarks | null,
  context: IBadgeContext
): IBadge[] {
  if (marks === null) {
    return [];
  }
  const { trans, surroundings } = context;
  const base = { isPrivate: !marks.isPublic, trouble: context.trouble };
  const modules = modulesOf(marks, surroundings);
  if (marks.targets.length > 0 && modules.length === 0) {
    return [nowhere(cell, context)];
  }
  if (marks.targets.length > 0) {
    return modules.map(module => ({
      ...base,
      kind: 'export',
      text: marks.isPublic
        ? fileOf(module)
        : trans.__('%1 · private', fileOf(module)),
      title: exportTitle(fileOf(module), marks.isPublic, trans),
      onClick: () => {
        context.openModule(cell, module);
      }
    }));
  }
  if (!marks.isTest && !marks.isSetup) {
    return [];
  }
  return [
    {
      ...base,
      isPrivate: false,
      kind: marks.isTest ? 'test' : 'setup',
      text: marks.isTest ? trans.__('test') : trans.__('setup'),
      title: describeMark(marks, surroundings, trans),
      onClick: () => {
        context.choose(cell);
      }
    }
  ];
}

function exportTitle(
  file: string,
  isPublic: boolean,
  trans: TranslationBundle
): string {
  return isPublic
    ? trans.__('Exported to %1. Open it here.', file)
    : trans.__('Exported to %1, but not public. Open it here.', file);
}

/** A cell that is exported without a module to go to. */
function nowhere(cell: Cell, { choose, trans }: IBadgeContext): IBadge {
  return {
    kind: 'export',
    text: trans.__('no module'),
    title: trans.__('Exported, but to no module. Choose one.'),
    trouble: trans.__("The notebook's name gives no name to a module."),
    isPrivate: false,
    onClick: () => {
      choose(cell);
    }
  };
}
