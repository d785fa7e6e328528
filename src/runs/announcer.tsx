import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import type { Run } from '../api/types';
import { notebookName } from '../format';
import { stateWord } from '../runData/words';
import type { RunsModel } from './model';

/** Tells screen readers of runs that started or ended. */
export function Announcer({
  model,
  trans
}: {
  model: RunsModel;
  trans: TranslationBundle;
}): React.JSX.Element {
  const [text, setText] = useState('');
  useEffect(() => {
    const tell = (_: unknown, run: Run): void => {
      const word = stateWord(run.state, trans);
      setText(trans.__('Run of %1: %2', notebookName(run.path), word));
    };
    model.started.connect(tell);
    model.ended.connect(tell);
    return () => {
      model.started.disconnect(tell);
      model.ended.disconnect(tell);
    };
  }, [model, trans]);
  return (
    <div className="mlops-visuallyHidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}
