import { HTMLSelect } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

import type { CommitSummary } from '../api/types';
import { formatAgo } from '../format';
import type { DiffModel } from './model';
import type { IView } from './view';

/** How many commits are offered. */
const LIMIT = 50;

interface IProps {
  view: IView;
  side: 'base' | 'head';
  commits: readonly CommitSummary[];
}

/** Chooses one of the two versions: what is at work, the index, a commit. */
export function RevisionPicker(props: IProps): React.JSX.Element {
  const { view, side, commits } = props;
  const { model, trans } = view;
  const value = model[side];
  const fixed = fixedVersions(trans);
  const isListed =
    fixed.some(each => each.value === value) ||
    commits.some(each => each.commit === value);
  return (
    <HTMLSelect
      className="mlops-DiffPicker"
      value={value}
      aria-label={side === 'base' ? trans.__('Before') : trans.__('After')}
      title={nameOf(model, side)}
      onChange={event => {
        const chosen = event.currentTarget.value;
        void model.compare(
          side === 'base' ? chosen : model.base,
          side === 'head' ? chosen : model.head
        );
      }}
    >
      {!isListed && <option value={value}>{nameOf(model, side)}</option>}
      {fixed.map(each => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
      {commits.length > 0 && (
        <optgroup label={trans.__('Commits of this file')}>
          {commits.map(each => (
            <option key={each.commit} value={each.commit}>
              {commitLabel(each, trans)}
            </option>
          ))}
        </optgroup>
      )}
    </HTMLSelect>
  );
}

function fixedVersions(trans: TranslationBundle) {
  return [
    { value: ':working', label: trans.__('Working file') },
    { value: ':index', label: trans.__('Staged') },
    { value: 'HEAD', label: trans.__('Last commit') }
  ];
}

/** What a side is called, as the server says, or as it was asked for. */
function nameOf(model: DiffModel, side: 'base' | 'head'): string {
  const name = side === 'base' ? model.diff?.base_name : model.diff?.head_name;
  return name ?? model[side];
}

/** `1a2b3c4 train: edit 2 cells, 4 min ago`, cut to what a list can show. */
function commitLabel(commit: CommitSummary, trans: TranslationBundle): string {
  const { subject } = commit;
  const short = subject.length > 48 ? `${subject.slice(0, 47)}…` : subject;
  const ago = formatAgo(commit.at, Date.now(), trans);
  return `${commit.commit.slice(0, 7)} ${short}, ${ago}`;
}

/** The last commits of the file; none where they can't be told. */
export function useCommits(model: DiffModel): readonly CommitSummary[] {
  const [commits, setCommits] = useState<readonly CommitSummary[]>([]);
  const { client, repository } = model;
  const { path } = model.args;
  const last = repository.status?.repository?.commit;
  const isLoaded = model.diff !== null;
  useEffect(() => {
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    const load = async (): Promise<void> => {
      const name = await model.repositoryPath();
      if (name !== null && !isOver()) {
        const { commits: found } = await client.log({
          repository: name,
          path,
          limit: LIMIT
        });
        if (!isOver()) {
          setCommits(found);
        }
      }
    };
    if (isLoaded) {
      // Without them the choice is smaller, and nothing else is lost.
      load().catch(() => undefined);
    }
    return () => {
      over.abort();
    };
  }, [model, client, path, last, isLoaded]);
  return commits;
}
