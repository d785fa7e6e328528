import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CommitSummary, CommitVerdict } from '../api/types';
import { useNow } from '../components/hooks';
import { formatAgo, formatMoment } from '../format';
import { VerdictDot } from './verdict';

/** Branches and tags that a row has room for. */
const SHOWN = 2;

interface IProps {
  id: string | undefined;
  commit: CommitSummary;
  isCurrent: boolean;
  onClick: () => void;
  /** What the checks here say of it; null where they have not looked. */
  verdict: CommitVerdict | null;
  onVerdict: () => void;
  trans: TranslationBundle;
}

/** One commit, on one line. */
export function CommitRow(props: IProps): React.JSX.Element {
  const { id, commit, isCurrent, onClick, verdict, trans } = props;
  const now = useNow(30_000);
  return (
    // The keyboard acts from the list, which names the active row.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isCurrent}
      className={`mlops-ListRow mlops-Commit${commit.parents.length > 1 ? ' mlops-mod-merge' : ''}`}
      title={[commit.subject, commit.body].filter(Boolean).join('\n\n')}
      onClick={onClick}
    >
      <span className="mlops-Commit-dot" aria-hidden="true" />
      <Refs refs={commit.refs} />
      <span className="mlops-Commit-subject">
        {commit.subject || trans.__('(no message)')}
      </span>
      {verdict && (
        <VerdictDot verdict={verdict} onClick={props.onVerdict} trans={trans} />
      )}
      <span className="mlops-Commit-author" title={commit.email}>
        {commit.author}
      </span>
      <time
        className="mlops-Commit-when"
        dateTime={commit.at}
        title={formatMoment(commit.at)}
      >
        {formatAgo(commit.at, now, trans)}
      </time>
    </div>
  );
}

/** Branches and tags that point to a commit. */
function Refs({ refs }: { refs: readonly string[] }): React.JSX.Element {
  return (
    <>
      {refs.slice(0, SHOWN).map(ref => (
        <span key={ref} className="mlops-Ref" title={ref}>
          {ref}
        </span>
      ))}
      {refs.length > SHOWN && (
        <span className="mlops-Ref" title={refs.slice(SHOWN).join('\n')}>
          +{refs.length - SHOWN}
        </span>
      )}
    </>
  );
}
