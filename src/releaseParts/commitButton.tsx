import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

interface IProps {
  commit: string;
  trans: TranslationBundle;
}

/** The short id of a commit; a click copies the whole one. */
export function CommitButton({ commit, trans }: IProps): React.JSX.Element {
  return (
    <button
      type="button"
      className="mlops-CopyButton"
      title={trans.__('Copy %1', commit)}
      onClick={() => {
        Clipboard.copyToSystem(commit);
      }}
    >
      {commit.slice(0, 7)}
    </button>
  );
}
