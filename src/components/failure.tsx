import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Failure, RunState } from '../api/types';

interface IProps {
  failure: Failure;
  state: RunState;
  trans: TranslationBundle;
}

/** Why a run did not succeed: the exception as Python names it, where, and what helps. */
export function FailureBox({ failure, state, trans }: IProps) {
  const { exception, value, message, hint, execution_count, line } = failure;
  const where: string[] = [];
  if (execution_count !== null) {
    where.push(trans.__('cell [%1]', execution_count));
  }
  if (line !== null) {
    where.push(trans.__('line %1', line));
  }
  return (
    <div className={`mlops-FailureBox mlops-mod-${state}`}>
      {exception === null ? (
        <p>{message}</p>
      ) : (
        <p
          className="mlops-FailureBox-exception"
          title={[exception, value].filter(Boolean).join(': ')}
        >
          <strong>{exception}</strong>
          {value ? `: ${value}` : ''}
        </p>
      )}
      {where.length > 0 && (
        <p className="mlops-FailureBox-where">{where.join(', ')}</p>
      )}
      {hint && <p>{hint}</p>}
    </div>
  );
}
