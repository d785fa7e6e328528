import type { TranslationBundle } from '@jupyterlab/translation';

import type { Repository, Status } from '../api/types';

/** A thing to know about a repository, in a sentence. */
export interface INote {
  text: string;
  /** Whether something has to be done about it. */
  isUrgent: boolean;
}

/** What is known of a repository besides its branch; null where that is all. */
export function note(status: Status, trans: TranslationBundle): INote | null {
  const repository = status.repository;
  if (repository === null) {
    return null;
  }
  const conflicts = status.files.filter(file => file.change === 'conflict');
  if (repository.state !== 'normal') {
    const text = stateNote(repository.state, conflicts.length, trans);
    return { text, isUrgent: true };
  }
  if (repository.commit === null) {
    return { text: trans.__('No commits yet.'), isUrgent: false };
  }
  if (repository.branch === null) {
    return {
      text: trans.__('No branch: new commits are kept only by making one.'),
      isUrgent: true
    };
  }
  if (repository.upstream?.gone) {
    return {
      text: trans.__('%1 no longer exists.', repository.upstream.name),
      isUrgent: false
    };
  }
  return null;
}

/** What git is in the middle of, and how it ends. */
function stateNote(
  state: Repository['state'],
  conflicts: number,
  trans: TranslationBundle
): string {
  const next =
    conflicts > 0
      ? trans._n(
          'Resolve %1 conflict, then commit.',
          'Resolve %1 conflicts, then commit.',
          conflicts
        )
      : trans.__('Commit to finish.');
  switch (state) {
    case 'merging':
      return `${trans.__('Merging.')} ${next}`;
    case 'cherry-picking':
      return `${trans.__('Cherry-picking.')} ${next}`;
    case 'reverting':
      return `${trans.__('Reverting.')} ${next}`;
    case 'rebasing':
      return trans.__(
        'Rebasing. Finish in a terminal: git rebase --continue, or --abort.'
      );
    case 'bisecting':
      return trans.__('Bisecting. Finish in a terminal: git bisect reset.');
    default:
      return '';
  }
}

/** What is checked out, in a word: the branch, else the commit. */
export function headName(repository: Repository): string {
  return repository.branch ?? repository.commit?.slice(0, 7) ?? '?';
}

/** All of it, for a tooltip. */
export function describe(
  repository: Repository,
  trans: TranslationBundle
): string {
  const kinds = {
    repository: trans.__('Repository'),
    submodule: trans.__('Submodule'),
    linked: trans.__('Linked worktree')
  };
  const place = repository.path || repository.name;
  const lines = [
    `${kinds[repository.kind]} ${place}`,
    repository.branch === null
      ? trans.__('No branch, at %1', headName(repository))
      : trans.__('Branch %1', repository.branch)
  ];
  if (repository.upstream && !repository.upstream.gone) {
    lines.push(trans.__('Follows %1', repository.upstream.name));
  }
  return lines.join('\n');
}

/** How far a branch is from what it follows: `↑2 ↓1`; empty where there is nothing to say. */
export function syncText({ upstream }: Repository): string {
  if (!upstream || upstream.gone) {
    return '';
  }
  const { ahead, behind } = upstream;
  const parts = [ahead > 0 ? `↑${ahead}` : '', behind > 0 ? `↓${behind}` : ''];
  return parts.filter(Boolean).join(' ');
}
