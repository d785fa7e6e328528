import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef, useState } from 'react';

import { ActionButton } from '../components/states';
import type { CommitGate } from './gate';

interface IProps {
  gate: CommitGate;
  trans: TranslationBundle;
  /** Commit all the same. */
  onOverride: (reason: string) => void;
}

/** The reason that lets a commit pass: it is told in the commit, so it is asked for. */
export function Override(props: IProps): React.JSX.Element {
  const { gate, trans, onOverride } = props;
  const [isAsked, setAsked] = useState(gate.reason !== '');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked) {
      box.current?.focus();
    }
  }, [isAsked]);
  if (!isAsked) {
    return (
      <ActionButton
        label={trans.__('Commit anyway…')}
        onClick={() => {
          setAsked(true);
        }}
      />
    );
  }
  const reason = gate.reason.trim();
  const submit = (): void => {
    if (reason !== '') {
      onOverride(reason);
    }
  };
  const cancel = (): void => {
    setAsked(false);
  };
  return (
    <div className="mlops-Gate-override">
      <input
        ref={box}
        value={gate.reason}
        maxLength={500}
        placeholder={trans.__('Why? The commit will say so.')}
        aria-label={trans.__('Why it is committed anyway')}
        onChange={event => {
          gate.reason = event.target.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' || event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            (event.key === 'Enter' ? submit : cancel)();
          }
        }}
      />
      <div className="mlops-IdentityForm-buttons">
        <button
          type="button"
          className="mlops-Button mlops-mod-warn"
          disabled={reason === ''}
          onClick={submit}
        >
          {trans.__('Commit anyway')}
        </button>
        <ActionButton label={trans.__('Cancel')} onClick={cancel} />
      </div>
    </div>
  );
}
