import React from 'react';

import type { CheckFinding, Checks } from '../api/types';
import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import type { CiActions } from './actions';
import { isActiveRun } from './states';
import { wholeLook } from './wholeLook';

interface IProps {
  status: Checks;
  actions: CiActions;
}

/** What was done, and the next thing to do. */
export function Foot({ status, actions }: IProps): React.JSX.Element | null {
  const { work, repository, trans } = actions;
  useChanges(work);
  useChanges(repository);
  const { working_run: working } = status;
  const fixable = fixableOf(status);
  const canFix = fixable.length > 0;
  const canCheckFiles =
    (actions.isDirty() || status.head === null) &&
    !(working && isActiveRun(working));
  if (work.said === '' && !canFix && !canCheckFiles) {
    return null;
  }
  return (
    <div className="mlops-CiFoot">
      <span className="mlops-CiFoot-said" role="status" title={work.said}>
        {work.said}
      </span>
      <span className="mlops-CiFoot-actions">
        {canCheckFiles && (
          <ActionButton
            label={trans.__('Check these files')}
            onClick={() => void work.check({ working: true })}
          />
        )}
        {canFix && (
          <ActionButton
            primary
            label={trans._n(
              'Fix %1 finding',
              'Fix %1 findings',
              fixable.length
            )}
            onClick={() => void work.fix()}
          />
        )}
      </span>
    </div>
  );
}

/** What can be fixed of what the newer run has found. */
function fixableOf(status: Checks) {
  const { head_run: head, working_run: working } = status;
  const newer =
    working && (!head || working.created_at > head.created_at)
      ? wholeLook(status)?.run
      : head;
  return (newer?.results ?? [])
    .flatMap(({ findings }): CheckFinding[] => findings)
    .filter(({ fixable }) => fixable);
}
