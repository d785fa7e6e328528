import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon, checkIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { Branch } from '../api/types';
import { useNow } from '../components/hooks';
import { formatAgo, formatMoment } from '../format';
import { branchIcon } from '../gitIcons';
import type { Option } from './options';

interface IProps {
  id: string;
  option: Option;
  isCurrent: boolean;
  trans: TranslationBundle;
  onPick: () => void;
}

/** A branch, or the offer to make one. */
export function OptionRow(props: IProps): React.JSX.Element {
  const { id, option, isCurrent, trans, onPick } = props;
  return (
    // The keyboard acts from the box above, which names the active option.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isCurrent}
      className="mlops-Branch"
      onClick={onPick}
    >
      {option.kind === 'create' ? (
        <>
          <addIcon.react tag="span" width="14px" height="14px" />
          <span className="mlops-Branch-name">
            {trans.__('Make branch “%1”', option.name)}
          </span>
        </>
      ) : (
        <BranchText branch={option.branch} trans={trans} />
      )}
    </div>
  );
}

function BranchText(props: { branch: Branch; trans: TranslationBundle }) {
  const { branch, trans } = props;
  const now = useNow(30_000);
  const Icon = branch.current ? checkIcon : branchIcon;
  return (
    <>
      <Icon.react tag="span" width="14px" height="14px" />
      <span className="mlops-Branch-name" title={branch.name}>
        {branch.name}
      </span>
      <Sync branch={branch} />
      {branch.worktree !== null && !branch.current && (
        <span className="mlops-Branch-where">
          {branch.worktree === '?'
            ? trans.__('checked out elsewhere')
            : trans.__('checked out in %1', branch.worktree || '/')}
        </span>
      )}
      <span className="mlops-Branch-subject" title={branch.subject}>
        {branch.subject}
      </span>
      <time
        className="mlops-Branch-when"
        dateTime={branch.at}
        title={formatMoment(branch.at)}
      >
        {formatAgo(branch.at, now, trans)}
      </time>
    </>
  );
}

/** How far a branch is from what it follows, where that is not the same. */
function Sync({ branch }: { branch: Branch }): React.JSX.Element | null {
  const { upstream } = branch;
  if (!upstream || upstream.gone || upstream.ahead + upstream.behind === 0) {
    return null;
  }
  const parts = [
    upstream.ahead > 0 ? `↑${upstream.ahead}` : '',
    upstream.behind > 0 ? `↓${upstream.behind}` : ''
  ];
  return (
    <span className="mlops-Branch-sync">{parts.filter(Boolean).join(' ')}</span>
  );
}
