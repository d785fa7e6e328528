import type { TranslationBundle } from '@jupyterlab/translation';

import type { Exported, Synced } from '../api/types';

/** What a request has done, in words. */
export interface IOutcome {
  /** What was done. */
  done: string;
  /** What was not; empty if nothing. */
  left: string;
}

/** What an export has done, in words. */
export function exportWords(
  { written, removed, held_back, tests }: Exported,
  trans: TranslationBundle
): IOutcome {
  const done: string[] = [];
  if (written.length > 0) {
    const names = listed(written);
    done.push(trans.__('Exported %1.', names));
  }
  if (tests.length > 0) {
    const count = tests.length;
    done.push(
      trans._n('Wrote %1 file of tests.', 'Wrote %1 files of tests.', count)
    );
  }
  if (removed.length > 0) {
    done.push(trans.__('Removed %1.', listed(removed)));
  }
  if (done.length === 0 && held_back.length === 0) {
    done.push(trans.__('All modules are as their notebooks have them.'));
  }
  const left =
    held_back.length > 0
      ? trans.__('%1 held back: see why in the panel.', listed(held_back))
      : '';
  return { done: done.join(' '), left };
}

/** What a sync has done, in words. */
export function syncWords(reply: Synced, trans: TranslationBundle): IOutcome {
  const { edited, added, removed, conflicts, questions, notebooks } = reply;
  const parts = [
    edited && trans._n('%1 cell edited', '%1 cells edited', edited),
    added && trans._n('%1 added', '%1 added', added),
    removed && trans._n('%1 removed', '%1 removed', removed)
  ].filter(Boolean);
  const where = notebooks.map(path => path.split('/').pop() ?? path);
  const left = [
    conflicts &&
      trans._n(
        '%1 conflict is to be resolved in its cell.',
        '%1 conflicts are to be resolved in their cells.',
        conflicts
      ),
    questions &&
      trans._n('%1 question is open.', '%1 questions are open.', questions)
  ].filter(Boolean);
  const done =
    parts.length > 0
      ? trans.__('%1 in %2.', parts.join(', '), listed(where))
      : left.length > 0
        ? ''
        : trans.__('Notebooks and modules are in step.');
  return { done, left: left.join(' ') };
}

/** Names, as far as one reads them. */
function listed(names: readonly string[]): string {
  return names.slice(0, 4).join(', ') + (names.length > 4 ? ', …' : '');
}
