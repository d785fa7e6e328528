import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import type { ReleasePlan } from '../api/types';
import { ActionButton } from '../components/states';
import { CommandIDs } from '../tokens';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  plan: ReleasePlan;
  /** Leave the dialog for one of the panel's sections, by its command. */
  show: (command: string) => void;
  trans: TranslationBundle;
}

/** What stands in the way, and what to do about it. */
export function Problems({ model, plan, show, trans }: IProps) {
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
      <div className="mlops-ReleaseProblems-buttons">
        <ActionButton
          label={trans.__('Check again')}
          onClick={() => void model.load()}
        />
        <ActionButton
          label={trans.__('Show modules')}
          quiet
          onClick={() => {
            show(CommandIDs.showModules);
          }}
        />
        <ActionButton
          label={trans.__('Show changes')}
          quiet
          onClick={() => {
            show(CommandIDs.showChanges);
          }}
        />
      </div>
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
      {error.detail && <Detail text={error.detail} />}
    </div>
  );
}

/** What another program has said; the end of it tells the most. */
function Detail({ text }: { text: string }): React.JSX.Element {
  const node = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (node.current) {
      node.current.scrollTop = node.current.scrollHeight;
    }
  }, [text]);
  return (
    // A long text that scrolls has to be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre ref={node} tabIndex={0} className="mlops-ReleaseFailure-detail">
      {text}
    </pre>
  );
}
