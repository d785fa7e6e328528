import type { TranslationBundle } from '@jupyterlab/translation';

import type { CheckRun } from '../api/types';
import { formatMoment } from '../format';

/** What a run has looked at: `lint, train.ipynb`; empty for everything. */
export function placesOf({
  only_checks: checks,
  only_notebooks: notebooks
}: Pick<CheckRun, 'only_checks' | 'only_notebooks'>): string {
  return [...checks, ...notebooks].join(', ');
}

/**
 * How much was looked at, in short; empty where that is everything.
 *
 * @param all - What all looks that are told together were at; empty for everything.
 * @param last - What the newest of them was at; empty for everything, or where there is but one.
 */
export function onlyWords(
  all: string,
  last: string,
  trans: TranslationBundle
): string {
  if (last !== '' && last !== all) {
    return trans.__('last %1', last);
  }
  return all === '' ? '' : trans.__('only %1', all);
}

/** That something was found by an earlier look than the newest. */
export function earlierWords(since: string, trans: TranslationBundle): string {
  return trans.__('as an earlier look has found it, %1', formatMoment(since));
}
