import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ApiError } from '../api/errors';
import type { Parameters } from '../api/types';
import { ErrorState, Skeleton } from '../components/states';
import { Refusal } from './refusal';

interface IProps {
  model: {
    /** What the server says of the notebook; null until it has. */
    readonly parameters: Parameters | null;
    /** Why reading the notebook, or sending the form, failed. */
    readonly error: ApiError | null;
    /** Ask for the parameters. */
    load(): Promise<void>;
  };
  trans: TranslationBundle;
  children: React.ReactNode;
}

/**
 * A form about a notebook, once its parameters have been read.
 *
 * Before that the shape of it, or what went wrong; later, why it was refused.
 */
export function WhenRead(props: IProps): React.JSX.Element {
  const { model, trans, children } = props;
  const { parameters, error } = model;
  if (parameters) {
    return (
      <>
        {error && <Refusal error={error} />}
        {children}
      </>
    );
  }
  return error ? (
    <ErrorState
      title={trans.__('The notebook’s parameters could not be read.')}
      message={error.message}
      hint={error.hint}
      action={{ label: trans.__('Retry'), onClick: () => void model.load() }}
    />
  ) : (
    <Skeleton label={trans.__('Reading the notebook’s parameters')} />
  );
}
