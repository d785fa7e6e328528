import type { TranslationBundle } from '@jupyterlab/translation';

import type { CheckFinding } from '../api/types';
import type { IMark } from './marks';

/** A severity's word. */
export function severityWord(
  severity: CheckFinding['severity'],
  trans: TranslationBundle
): string {
  const words: Record<CheckFinding['severity'], string> = {
    error: trans.__('Error'),
    warning: trans.__('Warning'),
    note: trans.__('Note')
  };
  return words[severity];
}

/** How many findings a cell has: `1 error, 2 warnings`. */
export function amountOf(
  marks: readonly IMark[],
  trans: TranslationBundle
): string {
  const count = (severity: CheckFinding['severity']): number =>
    marks.filter(({ finding }) => finding.severity === severity).length;
  const [errors, warnings, notes] = [
    count('error'),
    count('warning'),
    count('note')
  ];
  return [
    errors > 0 ? trans._n('%1 error', '%1 errors', errors) : '',
    warnings > 0 ? trans._n('%1 warning', '%1 warnings', warnings) : '',
    notes > 0 ? trans._n('%1 note', '%1 notes', notes) : ''
  ]
    .filter(Boolean)
    .join(', ');
}

/** What tells findings apart besides what they say: `lint F401 · alpha=0.5`. */
export function asideOf(
  { check, code, output, parameters }: CheckFinding,
  trans: TranslationBundle
): string {
  return [
    code === check ? check : `${check} ${code}`,
    parameters,
    output === null ? '' : trans.__('in its output')
  ]
    .filter(Boolean)
    .join(' · ');
}
