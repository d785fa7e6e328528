import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ApiError } from '../api/errors';
import { EmptyState, ErrorState, Skeleton } from './states';

interface IProps {
  model: {
    /** Whether there is nothing to list, whatever a filter says. */
    readonly isEmpty: boolean;
    readonly isLoaded: boolean;
    /** Why the last question failed; null where it did not. */
    readonly error: ApiError | null;
    refresh(): Promise<void>;
  };
  /** What is said while it loads, where that fails, and where there is nothing. */
  words: { loading: string; failed: string; empty: string };
  /** What ends the emptiness. */
  fill: { label: string; onClick: () => void };
  trans: TranslationBundle;
  children: React.ReactNode;
}

/** A list, once there is something in it; before that why there is not. */
export function WhenLoaded(props: IProps): React.JSX.Element {
  const { model, words, fill, trans, children } = props;
  const { error, isEmpty, isLoaded } = model;
  if (error && isEmpty) {
    return (
      <ErrorState
        title={words.failed}
        message={error.message}
        hint={error.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.refresh()
        }}
      />
    );
  }
  if (!isLoaded) {
    return <Skeleton label={words.loading} />;
  }
  return isEmpty ? (
    <EmptyState text={words.empty} action={fill} />
  ) : (
    <>{children}</>
  );
}
