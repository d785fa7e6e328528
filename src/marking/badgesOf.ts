import type { Cell } from '@jupyterlab/cells';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Modules } from '../api/types';
import type { IBadge } from './badge';
import type { IMarks } from './marks';
import { fileOf } from './targets';
import { describeMark, modulesOf } from './words';
import type { ISurroundings } from './words';

/** What badges are made of. */
export interface IBadgeContext {
  /** Contents path of the notebook. */
  readonly path: string;
  readonly surroundings: ISurroundings;
  /** What the server said last, if it is about the notebook's project. */
  readonly status: Modules | null;
  /** The cell's index, from 0. */
  readonly index: number;
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
  const base = { isPrivate: !marks.isPublic, trouble: troubleOf(context) };
  if (marks.targets.length > 0) {
    return modulesOf(marks, surroundings).map(module => ({
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

/** What the last look at the saved notebook found wrong with the cell. */
function troubleOf({ status, path, index }: IBadgeContext): string {
  if (status === null) {
    return '';
  }
  return [...status.findings, ...status.modules.flatMap(each => each.findings)]
    .filter(each => each.notebook === path && each.index === index)
    .map(({ message }) => message)
    .filter((message, place, all) => all.indexOf(message) === place)
    .join('\n');
}
