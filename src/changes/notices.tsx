import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { asApiError } from '../api/errors';
import type { GitClient } from '../api/gitClient';
import type { Repository, Status } from '../api/types';
import { ActionButton } from '../components/states';
import { formatDuration } from '../format';
import { tellFailure } from '../notify';
import type { ChangesModel } from './model';

type Lock = NonNullable<Repository['lock']>;

/** How long a lock is nothing to speak of, in seconds: git takes it for each change. */
const BRIEF = 5;

/** How often a lock is tried, and how long to wait before the next time, in milliseconds. */
const TRIES = 6;
const PAUSE = 400;

interface IProps {
  model: ChangesModel;
  trans: TranslationBundle;
}

/** What stands in the way, or is easily overlooked. */
export function Notices({ model, trans }: IProps): React.JSX.Element {
  const { status } = model.repository;
  const lock = status?.repository?.lock ?? null;
  const omitted = status?.omitted ?? 0;
  const outside = status?.outside_staged ?? 0;
  return (
    <>
      {lock && lock.age > BRIEF && (
        <LockNotice lock={lock} model={model} trans={trans} />
      )}
      {outside > 0 && (
        <p className="mlops-Notice" role="status">
          {trans._n(
            '%1 staged file lies outside of the folders shown here. It will be committed, too.',
            '%1 staged files lie outside of the folders shown here. They will be committed, too.',
            outside
          )}
        </p>
      )}
      {omitted > 0 && (
        <p className="mlops-Notice" role="status">
          {trans._n(
            '%1 more changed file is not listed. Is a folder missing in .gitignore?',
            '%1 more changed files are not listed. Is a folder missing in .gitignore?',
            omitted
          )}
        </p>
      )}
    </>
  );
}

function LockNotice(props: IProps & { lock: Lock }): React.JSX.Element {
  const { lock, model, trans } = props;
  const since = formatDuration(lock.age);
  if (!lock.abandoned) {
    return (
      <p className="mlops-Notice" role="status">
        {trans.__('Another git has been at work here for %1.', since)}
      </p>
    );
  }
  return (
    <div className="mlops-Notice mlops-mod-warning" role="alert">
      <p>
        {trans.__('A git that was stopped left its lock behind %1 ago.', since)}
      </p>
      <ActionButton
        label={trans.__('Unlock')}
        onClick={() => void unlock(model, trans)}
      />
    </div>
  );
}

async function unlock(
  { repository, current }: ChangesModel,
  trans: TranslationBundle
): Promise<void> {
  const title = trans.__('The lock could not be taken away.');
  await tellFailure(title, async () => {
    if (current) {
      repository.take(await patiently(repository.client, current.path));
    }
  });
}

/** The server refuses while any git is at work, even one that only reads: those end soon. */
async function patiently(
  client: GitClient,
  repository: string
): Promise<Status> {
  for (let left = TRIES; ; left--) {
    try {
      return await client.unlock(repository);
    } catch (error) {
      if (left === 1 || asApiError(error).code !== 'locked') {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }
}
