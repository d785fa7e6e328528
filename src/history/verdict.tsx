import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { CheckRunState, CommitVerdict } from '../api/types';
import { ActionButton } from '../components/states';
import { VerdictIcon } from '../components/verdictIcon';

interface IProps {
  verdict: CommitVerdict;
  onClick: () => void;
  trans: TranslationBundle;
}

/** What the checks here say of a commit, in a picture; a click shows more, as does the other. */
export function VerdictDot(props: IProps): React.JSX.Element {
  const { verdict, onClick, trans } = props;
  const title = verdictWords(verdict, trans);
  return (
    // A row may hold no button; who has no mouse finds one beside the commit's files.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <span
      role="img"
      className="mlops-Commit-verdict"
      title={title}
      aria-label={title}
      onClick={event => {
        event.stopPropagation();
        onClick();
      }}
    >
      <VerdictIcon state={verdict.state} />
    </span>
  );
}

/** The same in words, as a button. */
export function VerdictLine(props: IProps): React.JSX.Element {
  const { verdict, onClick, trans } = props;
  return (
    <p className="mlops-CommitDetails-verdict">
      <VerdictIcon state={verdict.state} />
      <ActionButton
        label={verdictWords(verdict, trans)}
        onClick={onClick}
        quiet
      />
    </p>
  );
}

/** A verdict in words: `Checks failed: 2 errors, 1 warning`. */
export function verdictWords(
  { state, errors, warnings, complete }: CommitVerdict,
  trans: TranslationBundle
): string {
  const counts = [
    errors > 0 ? trans._n('%1 error', '%1 errors', errors) : '',
    warnings > 0 ? trans._n('%1 warning', '%1 warnings', warnings) : '',
    complete ? '' : trans.__('not all was checked')
  ];
  const said = counts.filter(Boolean).join(', ');
  const words = stateWords(state, trans);
  return said === '' ? words : trans.__('%1: %2', words, said);
}

function stateWords(state: CheckRunState, trans: TranslationBundle): string {
  const words: Record<CheckRunState, string> = {
    queued: trans.__('Checks wait for their turn'),
    running: trans.__('Checks are running'),
    passed: trans.__('Checks passed'),
    warned: trans.__('Checks passed with warnings'),
    failed: trans.__('Checks failed'),
    cancelled: trans.__('Checks were cancelled'),
    broken: trans.__('Checks could not be carried out')
  };
  return words[state];
}
