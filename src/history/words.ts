import type { TranslationBundle } from '@jupyterlab/translation';

import type { CommitFiles } from '../api/types';

type Change = CommitFiles['files'][number]['change'];

/** What was done to a file, as git's short letter. */
export function changeLetter(change: Change): string {
  return { added: 'A', modified: 'M', deleted: 'D', renamed: 'R' }[change];
}

/** What was done to a file. */
export function changeWord(change: Change, trans: TranslationBundle): string {
  const words: Record<Change, string> = {
    added: trans.__('added'),
    modified: trans.__('modified'),
    deleted: trans.__('deleted'),
    renamed: trans.__('renamed')
  };
  return words[change];
}
