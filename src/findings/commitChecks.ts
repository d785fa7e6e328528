import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { CheckRun } from '../api/types';
import { isWithin } from '../openFiles';
import { CommandIDs } from '../tokens';
import type { ICi, IRepository, ISettings } from '../tokens';
import { hasNewCommit } from './branchTip';
import type { IBranchTip } from './branchTip';

/** Checks each commit that appears while somebody looks, if they want that. */
export class CommitChecks {
  constructor(private readonly _options: CommitChecks.IOptions) {
    const { repository, ci } = _options;
    repository.touched.connect(() => {
      this._look();
    });
    ci.ended.connect((_, run) => {
      this._tell(run);
    });
    this._look();
  }

  private _look(): void {
    const { repository, settings } = this._options;
    const now = tipOf(repository);
    if (now === null) {
      return;
    }
    const isNew = hasNewCommit(this._tip, now);
    this._tip = now;
    if (isNew && now.commit !== null && settings.checkOnCommit) {
      void this._check(now.repository, now.commit);
    }
  }

  /** A commit that was checked before is not checked again: a branch may go back to it. */
  private async _check(path: string, commit: string): Promise<void> {
    const { ci, repository } = this._options;
    const { followed } = repository;
    const at = isWithin(followed, path) ? followed : path;
    try {
      const [known] = await ci.client.verdicts(at, [commit]);
      if (known === undefined) {
        await ci.client.check({ path: at, commit, origin: 'commit' });
      }
    } catch {
      // Nobody asked for it: the badge says that there is no verdict, and checks at a click.
    }
  }

  private _tell(run: CheckRun): void {
    const { settings } = this._options;
    const isBad = run.state === 'failed' || run.state === 'broken';
    if (run.origin === 'commit' && isBad && settings.notifyOnEnd !== 'never') {
      notify(run, this._options);
    }
  }

  private _tip: IBranchTip | null = null;
}

export namespace CommitChecks {
  /** What is looked at, and who is asked. */
  export interface IOptions {
    repository: IRepository;
    ci: ICi;
    settings: ISettings;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}

function tipOf({ status }: IRepository): IBranchTip | null {
  const now = status?.repository;
  // In the midst of a rebase commits come and go.
  return now?.state === 'normal'
    ? { repository: now.path, branch: now.branch, commit: now.commit }
    : null;
}

function notify(
  run: CheckRun,
  { commands, trans }: CommitChecks.IOptions
): void {
  const name = run.subject || run.commit.slice(0, 7);
  const text =
    run.state === 'broken'
      ? trans.__('“%1” could not be checked: %2', name, run.message)
      : trans._n(
          'The checks of “%2” failed: %1 error.',
          'The checks of “%2” failed: %1 errors.',
          run.errors,
          name
        );
  Notification.error(text, {
    autoClose: false,
    actions: [
      {
        label: trans.__('Show findings'),
        displayType: 'accent',
        callback: () => void commands.execute(CommandIDs.showCi)
      }
    ]
  });
}
