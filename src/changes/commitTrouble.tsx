import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useRef, useState } from 'react';

import type { ApiError } from '../api/errors';
import { IconButton } from '../components/iconButton';
import { ActionButton } from '../components/states';
import type { Identity } from './commit';

interface IErrorProps {
  error: ApiError;
  trans: TranslationBundle;
  onDismiss: () => void;
}

/** Why a commit could not be made, with what a hook has said of it. */
export function CommitError(props: IErrorProps): React.JSX.Element {
  const { error, trans, onDismiss } = props;
  return (
    <div className="mlops-CommitError" role="alert">
      <div className="mlops-CommitError-title">
        <p>{trans.__('The commit was not made.')}</p>
        <IconButton
          icon={closeIcon}
          title={trans.__('Dismiss')}
          onClick={onDismiss}
        />
      </div>
      <p>{error.message}</p>
      {error.detail && (
        // Long output scrolls, by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={trans.__('What was said')}>
          {error.detail}
        </pre>
      )}
      {error.hint && <p>{error.hint}</p>}
    </div>
  );
}

interface IIdentityProps {
  trans: TranslationBundle;
  onSubmit: (identity: Identity) => void;
  onCancel: () => void;
}

/** By whom commits are, where git doesn't know: asked in place, once. */
export function IdentityForm(props: IIdentityProps): React.JSX.Element {
  const { trans, onSubmit, onCancel } = props;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const identity = { name: name.trim(), email: email.trim() };
  const isWhole = identity.name !== '' && identity.email !== '';
  const submit = (): void => {
    if (isWhole) {
      onSubmit(identity);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      (event.key === 'Enter' ? submit : onCancel)();
    }
  };
  return (
    <fieldset className="mlops-IdentityForm">
      <legend>
        {trans.__(
          'Git doesn’t know yet by whom commits are. Kept in this repository.'
        )}
      </legend>
      <input
        ref={first}
        value={name}
        placeholder={trans.__('Name')}
        aria-label={trans.__('Name')}
        autoComplete="name"
        onKeyDown={onKeyDown}
        onChange={event => {
          setName(event.target.value);
        }}
      />
      <input
        type="email"
        value={email}
        placeholder={trans.__('E-mail')}
        aria-label={trans.__('E-mail')}
        autoComplete="email"
        onKeyDown={onKeyDown}
        onChange={event => {
          setEmail(event.target.value);
        }}
      />
      <div className="mlops-IdentityForm-buttons">
        <button
          type="button"
          className="mlops-Button mlops-mod-primary"
          disabled={!isWhole}
          onClick={submit}
        >
          {identity.name
            ? trans.__('Commit as %1', identity.name)
            : trans.__('Commit')}
        </button>
        <ActionButton label={trans.__('Cancel')} onClick={onCancel} />
      </div>
    </fieldset>
  );
}
