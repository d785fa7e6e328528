import React from 'react';

import { ActionButton } from '../components/states';
import { formatAgo, formatMoment } from '../format';
import type { CiActions } from './actions';
import type { IRemoteRow } from './remoteRows';
import { isShort, limitWords, tokenWords } from './words';

/** Younger than this, what is known is as good as new; in milliseconds. */
const NEW = 60_000;

/** Whether there is something to say of how a forge is heard; folded, it says nothing. */
export function remoteHasBlock({ isOpen, remote }: IRemoteRow): boolean {
  return isOpen !== false || remote.error !== null;
}

interface IProps {
  row: IRemoteRow;
  /** Milliseconds since the epoch. */
  now: number;
  actions: CiActions;
}

/** How a forge is heard: with which token, how often still, and why not. */
export function RemoteBlock({ row, now, actions }: IProps): React.JSX.Element {
  const { remote, isPushed, isOpen } = row;
  const { model, trans } = actions;
  const { error, token, limit } = remote;
  return (
    <>
      {error && (
        <div role="alert" className="mlops-CiBlock-error">
          <p>{error.message}</p>
          {error.hint && <p className="mlops-CiBlock-quiet">{error.hint}</p>}
          <ActionButton
            label={trans.__('Try again')}
            onClick={() => void model.ci.refreshRemote()}
          />
        </div>
      )}
      {isOpen !== false && (
        <>
          {!isPushed && (
            <p className="mlops-CiBlock-quiet">
              {trans.__('The commit is not on the remote yet: push it.')}
            </p>
          )}
          {token.state !== 'present' && token.hint && <p>{token.hint}</p>}
          <p className="mlops-CiBlock-facts">
            {tokenWords(remote, trans)}
            {limit && (
              <span
                className={isShort(remote) ? 'mlops-mod-short' : ''}
                title={trans.__('All again %1', formatMoment(limit.resets_at))}
              >
                {` · ${limitWords(remote, trans)}`}
              </span>
            )}
            {!error && remote.as_of !== null && isOld(remote.as_of, now) && (
              <span title={formatMoment(remote.as_of)}>
                {` · ${trans.__('as of %1', formatAgo(remote.as_of, now, trans))}`}
              </span>
            )}
          </p>
        </>
      )}
    </>
  );
}

function isOld(moment: string, now: number): boolean {
  return now - Date.parse(moment) > NEW;
}
