import type { TranslationBundle } from '@jupyterlab/translation';

import type { IMarks } from './marks';
import { fileOf, moduleOf } from './targets';

/** What is known of a notebook besides a cell's own words. */
export interface ISurroundings {
  /** The module of cells that name none. */
  readonly own: string;
  /** The package's import name; empty where that is not known. */
  readonly packageName: string;
}

/** The modules that a cell goes to, by their names below the package. */
export function modulesOf(
  marks: IMarks,
  { own, packageName }: ISurroundings
): string[] {
  const names = marks.targets.map(target =>
    moduleOf(target || own, packageName)
  );
  return [...new Set(names)].filter(Boolean);
}

/** A mark in short: `features.py`, `test`; empty where a cell has none. */
export function shortMark(
  marks: IMarks | null,
  surroundings: ISurroundings,
  trans: TranslationBundle
): string {
  if (marks === null) {
    return '';
  }
  if (marks.targets.length > 0) {
    return modulesOf(marks, surroundings).map(fileOf).join(', ');
  }
  if (marks.isTest) {
    return trans.__('test');
  }
  return marks.isSetup ? trans.__('setup') : '';
}

/** A mark as a sentence, for tooltips and screen readers. */
export function describeMark(
  marks: IMarks | null,
  surroundings: ISurroundings,
  trans: TranslationBundle
): string {
  if (marks === null || !shortMark(marks, surroundings, trans)) {
    return trans.__('Not exported');
  }
  if (marks.targets.length === 0) {
    return marks.isTest
      ? trans.__('A test of exported code')
      : trans.__('Run before tests');
  }
  const files = shortMark(marks, surroundings, trans);
  return marks.isPublic
    ? trans.__('Exported to %1', files)
    : trans.__('Exported to %1, private', files);
}
