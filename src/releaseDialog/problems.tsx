import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleasePlan } from '../api/types';
import { ActionButton } from '../components/states';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  plan: ReleasePlan;
  trans: TranslationBundle;
}

/** What stands in the way, and what to do about it. */
export function Problems({ model, plan, trans }: IProps) {
  const { problems } = plan;
  if (problems.length === 0) {
    return null;
  }
  return (
    <section
      className="mlops-ReleaseProblems"
      aria-label={trans.__('What stands in the way')}
    >
      <ul>
        {problems.map(({ blocks, message, hint }) => (
          <li key={message} className={blocks ? 'mlops-mod-blocks' : ''}>
            <span className="mlops-ReleaseProblems-sign" aria-hidden="true">
              {blocks ? '✗' : '!'}
            </span>
            <div>
              <p>
                <span className="mlops-visuallyHidden">
                  {blocks ? trans.__('Blocked:') : trans.__('Note:')}
                </span>
                {message}
              </p>
              {hint && <p className="mlops-ReleaseProblems-hint">{hint}</p>}
            </div>
          </li>
        ))}
      </ul>
      <ActionButton
        label={trans.__('Check again')}
        onClick={() => void model.load()}
      />
    </section>
  );
}

/** Why a release came to nothing. */
export function ReleaseFailure(props: {
  model: ReleaseDialogModel;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { model, trans } = props;
  const { error } = model;
  if (!error) {
    return null;
  }
  return (
    <div className="mlops-Refusal" role="alert">
      <p>
        <strong>{trans.__('It was not released.')}</strong> {error.message}
      </p>
      {error.hint && <p>{error.hint}</p>}
      {error.detail && (
        // A long text that scrolls has to be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} className="mlops-ReleaseFailure-detail">
          {error.detail}
        </pre>
      )}
    </div>
  );
}
