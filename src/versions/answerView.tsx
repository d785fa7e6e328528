import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { ErrorState, Skeleton } from '../components/states';
import type { IAnswer } from './answers';

interface IProps<T> {
  answer: IAnswer<T>;
  words: { loading: string; failed: string };
  onRetry: () => void;
  trans: TranslationBundle;
  children: (value: T) => React.ReactNode;
}

/** An answer of the server; before that its shape, or why there is none. */
export function AnswerView<T>(props: IProps<T>): React.JSX.Element {
  const { answer, words, onRetry, trans, children } = props;
  const { value, error } = answer;
  if (error) {
    return (
      <ErrorState
        title={words.failed}
        message={error.message}
        hint={error.hint}
        action={{ label: trans.__('Try again'), onClick: onRetry }}
      />
    );
  }
  return value === null ? (
    <Skeleton label={words.loading} />
  ) : (
    <>{children(value)}</>
  );
}
