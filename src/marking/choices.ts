import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IMarks } from './marks';
import type { Mark } from './remark';
import { moduleOf, TARGET } from './targets';

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

/** Ask for the name of a module; null where the user thinks better of it. */
export async function askForModule(
  trans: TranslationBundle
): Promise<string | null> {
  const { value } = await InputDialog.getText({
    title: trans.__('Export to another module'),
    label: trans.__(
      'Its name below the package, such as features or data.load'
    ),
    placeholder: 'features',
    pattern: TARGET.source,
    required: true,
    okLabel: trans.__('Export')
  });
  const name = value?.trim() ?? '';
  return TARGET.test(name) ? moduleOf(name, '') : null;
}
