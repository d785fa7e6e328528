import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleaseEntry } from '../api/types';
import { useNow } from '../components/hooks';
import { formatAgo, formatMoment } from '../format';
import type { IEntry } from './entries';

interface IProps {
  id: string;
  entry: IEntry;
  index: number;
  /** Rows in all, of which some are drawn. */
  count: number;
  isCurrent: boolean;
  onClick: () => void;
  trans: TranslationBundle;
}

/** A version on one line, or the working folder. */
export function VersionRow(props: IProps): React.JSX.Element {
  const { id, entry, index, count, isCurrent, onClick, trans } = props;
  const { release } = entry;
  return (
    // The keyboard acts from the list, which names the active row.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={id}
      data-version={entry.key}
      tabIndex={-1}
      aria-selected={isCurrent}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={`mlops-ListRow mlops-Version${release ? '' : ' mlops-mod-working'}`}
      onClick={event => {
        event.currentTarget.closest<HTMLElement>('.mlops-VersionList')?.focus();
        onClick();
      }}
    >
      {release ? (
        <Release entry={entry} release={release} trans={trans} />
      ) : (
        <span className="mlops-Version-name">{trans.__('Working folder')}</span>
      )}
    </div>
  );
}

function Release(props: {
  entry: IEntry;
  release: ReleaseEntry;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { entry, release, trans } = props;
  const now = useNow(30_000);
  return (
    <>
      <span className="mlops-Version-name" title={release.tag}>
        {release.version}
      </span>
      <span className="mlops-Version-chips">
        {entry.isLatest && (
          <span className="mlops-Chip mlops-mod-latest">
            {trans.__('latest')}
          </span>
        )}
        {entry.isOnlyHere && (
          <span
            className="mlops-Chip"
            title={trans.__('Not in the package index')}
          >
            {trans.__('not published')}
          </span>
        )}
      </span>
      <span
        className="mlops-Version-size"
        title={trans.__('Names of the public API')}
      >
        {trans._n('%1 name', '%1 names', release.api_size)}
      </span>
      <span
        className="mlops-Version-growth"
        title={trans.__('Names more than in the version before')}
      >
        {growthWord(entry.growth)}
      </span>
      <span className="mlops-Version-commit">{release.commit.slice(0, 7)}</span>
      <time
        className="mlops-Version-when"
        dateTime={release.date}
        title={formatMoment(release.date)}
      >
        {formatAgo(release.date, now, trans)}
      </time>
    </>
  );
}

function growthWord(growth: number | null): string {
  if (growth === null || growth === 0) {
    return '';
  }
  return growth > 0 ? `+${growth}` : `−${-growth}`;
}
