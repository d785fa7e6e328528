import type { IMarks } from './marks';
import type { Mark } from './remark';
import { modulesOf } from './words';
import type { ISurroundings } from './words';

/** What a user chooses for cells. */
export interface MarkChoice {
  readonly mark:
    'none' | 'export' | 'other' | 'private' | 'test' | 'setup' | 'toggle';
  /** The module to export to; the notebook's own where it is empty. */
  readonly target?: string;
}

/** The kinds of choices, for who checks arguments. */
export const CHOICES: readonly MarkChoice['mark'][] = [
  'none',
  'export',
  'other',
  'private',
  'test',
  'setup',
  'toggle'
];

/** Whether a choice is what a cell says already. */
export function isMarked(
  marks: IMarks,
  { mark, target = '' }: MarkChoice,
  surroundings: ISurroundings
): boolean {
  const modules = modulesOf(marks, surroundings);
  const isExported = marks.targets.length > 0;
  switch (mark) {
    case 'none':
      return !isExported && !marks.isTest && !marks.isSetup;
    case 'test':
      return !isExported && marks.isTest;
    case 'setup':
      return !isExported && !marks.isTest && marks.isSetup;
    case 'private':
      return isExported && !marks.isPublic;
    case 'export':
      return isExported && modules.includes(target || surroundings.own);
    case 'other':
      return modules.some(each => each !== surroundings.own);
    default:
      return false;
  }
}

/**
 * What a choice makes of a cell.
 *
 * @param first - What the first of the chosen cells says: all become alike.
 */
export function markedBy(
  choice: MarkChoice,
  first: IMarks
): (marks: IMarks) => Mark {
  const { mark, target = '' } = choice;
  switch (mark) {
    case 'none':
    case 'test':
    case 'setup':
      return () => ({ kind: mark });
    case 'private': {
      const isPublic = !first.isPublic;
      return marks => ({
        kind: 'export',
        targets: marks.targets.length > 0 ? marks.targets : [target],
        isPublic
      });
    }
    case 'toggle':
      if (first.targets.length > 0) {
        return () => ({ kind: 'none' });
      }
      return marks => exported(marks, target);
    default:
      return marks => exported(marks, target);
  }
}

function exported({ targets, isPublic }: IMarks, target: string): Mark {
  return {
    kind: 'export',
    targets: [target],
    isPublic: targets.length === 0 || isPublic
  };
}
