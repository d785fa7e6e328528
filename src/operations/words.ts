import type { TranslationBundle } from '@jupyterlab/translation';

import type { Operation, Repository } from '../api/types';

type Kind = Operation['kind'];

/** What goes on: `Pulling: Receiving objects`. */
export function activity(
  operation: Operation,
  trans: TranslationBundle
): string {
  const words: Record<Kind, string> = {
    clone: trans.__('Cloning'),
    fetch: trans.__('Fetching'),
    pull: trans.__('Pulling'),
    push: trans.__('Pushing')
  };
  const word = words[operation.kind];
  if (operation.prompt) {
    return trans.__('%1: waiting', word);
  }
  return operation.phase ? `${word}: ${operation.phase}` : `${word}…`;
}

/** What did not work. */
export function failure(kind: Kind, trans: TranslationBundle): string {
  const words: Record<Kind, string> = {
    clone: trans.__('The repository could not be cloned.'),
    fetch: trans.__('Nothing could be fetched.'),
    pull: trans.__('Nothing could be pulled.'),
    push: trans.__('Nothing was pushed.')
  };
  return words[kind];
}

/** What `pull` does here and now; why not, where it can't. */
export function pullCaption(
  repository: Repository | null,
  trans: TranslationBundle
): string {
  const upstream = repository?.upstream ?? null;
  if (repository?.branch === null) {
    return trans.__('Pull: no branch is checked out');
  }
  if (upstream === null || upstream.gone) {
    return trans.__('Pull: the branch follows none');
  }
  return upstream.behind === 0
    ? trans.__('Pull from %1', upstream.name)
    : trans._n(
        'Pull %1 commit from %2',
        'Pull %1 commits from %2',
        upstream.behind,
        upstream.name
      );
}

/** What `push` does here and now; why not, where it can't. */
export function pushCaption(
  repository: Repository | null,
  trans: TranslationBundle
): string {
  const upstream = repository?.upstream ?? null;
  if (repository?.branch === null) {
    return trans.__('Push: no branch is checked out');
  }
  if (repository?.commit === null) {
    return trans.__('Push: no commits yet');
  }
  if (upstream === null || upstream.gone) {
    return trans.__('Publish the branch');
  }
  return upstream.ahead === 0
    ? trans.__('Push: %1 has all commits', upstream.name)
    : trans._n(
        'Push %1 commit to %2',
        'Push %1 commits to %2',
        upstream.ahead,
        upstream.name
      );
}

/** Whether there is something that could be pulled. */
export function canPull(repository: Repository | null): boolean {
  const upstream = repository?.upstream ?? null;
  return (
    typeof repository?.branch === 'string' &&
    upstream !== null &&
    !upstream.gone
  );
}

/** Whether there is something to push. */
export function canPush(repository: Repository | null): boolean {
  if (typeof repository?.branch !== 'string') {
    return false;
  }
  if (repository.commit === null || repository.remotes.length === 0) {
    return false;
  }
  const { upstream } = repository;
  return upstream === null || upstream.gone || upstream.ahead > 0;
}

/** The folder that git makes for an address: its last part, without `.git`. */
export function folderOf(url: string): string {
  const trimmed = url.trim().replace(/[/\\]+$/, '');
  const last = trimmed.split(/[/\\:]/).pop() ?? '';
  return last.replace(/\.git$/, '');
}
