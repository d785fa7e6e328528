import { Clipboard } from '@jupyterlab/apputils';
import React from 'react';

import type { Checks } from '../api/types';
import type { CiActions } from './actions';
import { BadgeIcon, badgesOf } from './badges';
import { shortId } from './words';

interface IProps {
  status: Checks;
  actions: CiActions;
}

/** HEAD: which commit it is, and what is said of it, here and elsewhere, side by side. */
export function Head({ status, actions }: IProps): React.JSX.Element | null {
  const { model, trans } = actions;
  const { head, subject, trouble } = status;
  return (
    <>
      {trouble && (
        <p className="mlops-Ci-note mlops-mod-urgent" role="alert">
          {trouble}
        </p>
      )}
      {head !== null && (
        <div className="mlops-CiHead">
          <button
            type="button"
            className="mlops-CopyButton"
            title={trans.__('Copy %1', head)}
            onClick={() => {
              Clipboard.copyToSystem(head);
            }}
          >
            {shortId(head)}
          </button>
          <span className="mlops-CiHead-subject" title={subject}>
            {subject}
          </span>
          {badgesOf(model.ci, trans).map(badge => (
            <span key={badge.id} className="mlops-CiHead-badge">
              <BadgeIcon badge={badge} />
              <span aria-hidden="true">{badge.name}</span>
            </span>
          ))}
        </div>
      )}
    </>
  );
}
