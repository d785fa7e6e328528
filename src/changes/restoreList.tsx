import { caretLeftIcon } from '@jupyterlab/ui-components';
import React, { useCallback, useEffect, useRef, useState } from 'react';

import { asApiError } from '../api/errors';
import type { ApiError } from '../api/errors';
import type { Discarded } from '../api/types';
import { useNow } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import {
  ActionButton,
  EmptyState,
  ErrorState,
  Skeleton
} from '../components/states';
import { formatAgo, formatMoment } from '../format';
import { restore } from './discard';
import type { IPanelProps } from './panelProps';
import type { ViewChoice } from './view';

interface IProps extends IPanelProps {
  choice: ViewChoice;
  root: string;
}

/** What was discarded, newest first, to be put back. */
export function RestoreList(props: IProps): React.JSX.Element {
  const { choice, trans } = props;
  const back = (): void => {
    choice.view = 'changes';
  };
  const bar = useRef<HTMLDivElement>(null);
  const focus = useCallback(() => {
    bar.current?.querySelector('button')?.focus();
  }, []);
  useEffect(focus, [focus]);
  return (
    // Escape goes back one step, from anywhere in the view.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="mlops-RestoreList"
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.preventDefault();
          back();
        }
      }}
    >
      <div ref={bar} className="mlops-ChangesBar">
        <IconButton
          icon={caretLeftIcon}
          title={trans.__('Back to the changes')}
          onClick={back}
        />
        <span className="mlops-RestoreList-title">
          {trans.__('Discarded changes')}
        </span>
      </div>
      <Entries {...props} onTaken={focus} />
    </div>
  );
}

function Entries(
  props: IProps & {
    /** An entry is about to go, and the keyboard must not go with it. */
    onTaken: () => void;
  }
): React.JSX.Element {
  const { model, root, trans, onTaken } = props;
  const { entries, error, load } = useDiscarded(props);
  const now = useNow(30_000);
  if (error) {
    return (
      <ErrorState
        title={trans.__('The list could not be loaded.')}
        message={error.message}
        hint={error.hint}
        action={{ label: trans.__('Retry'), onClick: () => void load() }}
      />
    );
  }
  if (entries === null) {
    return <Skeleton label={trans.__('Loading what was discarded')} />;
  }
  if (entries.length === 0) {
    return (
      <EmptyState
        text={trans.__('Nothing was discarded. What is will be kept here.')}
      />
    );
  }
  const putBack = async (id: string): Promise<void> => {
    onTaken();
    await restore(model, root, id, trans);
    await load();
  };
  return (
    <ul aria-label={trans.__('Discarded changes')}>
      {entries.map(({ id, title, at, paths }) => (
        <li key={id} title={paths.join('\n')}>
          <span className="mlops-RestoreList-what">{title}</span>
          <time dateTime={at} title={formatMoment(at)}>
            {formatAgo(at, now, trans)}
          </time>
          <ActionButton
            quiet
            label={trans.__('Restore')}
            onClick={() => void putBack(id)}
          />
        </li>
      ))}
    </ul>
  );
}

/** What was discarded; asked again when something has happened in the repository. */
function useDiscarded({ model, root }: IProps) {
  const { repository } = model;
  const [entries, setEntries] = useState<Discarded[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = useCallback(async () => {
    try {
      setEntries(await repository.client.discarded(root));
      setError(null);
    } catch (reason) {
      setError(asApiError(reason));
    }
  }, [repository, root]);
  useEffect(() => {
    const again = (): void => void load();
    again();
    repository.touched.connect(again);
    return () => {
      repository.touched.disconnect(again);
    };
  }, [repository, load]);
  return { entries, error, load };
}
