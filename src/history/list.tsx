import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import type { CommitSummary } from '../api/types';
import { useChanges } from '../components/hooks';
import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { handleKey } from './keys';
import type { HistoryModel } from './model';
import { CommitRow } from './row';
import type { CommitVerdicts } from './verdicts';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 24;

interface IProps {
  model: HistoryModel;
  verdicts: CommitVerdicts;
  trans: TranslationBundle;
}

/** The commits, newest first; only the rows in view are drawn. */
export function CommitList(props: IProps): React.JSX.Element {
  const { model, verdicts, trans } = props;
  useChanges(verdicts);
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { commits } = model;
  const layout = new RowLayout(commits.length, ROW_HEIGHT, new Map());
  const rows = layout.window(scrollTop, viewport);
  const current = commits.findIndex(
    each => each.commit === model.active?.commit
  );
  useReveal(node, layout, current, model.active?.commit ?? null);
  const atEnd = model.hasMore && rows.end >= commits.length - 20;
  useEffect(() => {
    if (atEnd) {
      void model.loadMore();
    }
  }, [atEnd, model, commits.length]);
  return (
    <div
      ref={node}
      className="mlops-CommitList"
      role="listbox"
      tabIndex={0}
      aria-label={trans.__('Commits')}
      aria-activedescendant={rowId(model.active)}
      onScroll={onScroll}
      onKeyDown={event => {
        const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1);
        handleKey(event, model, current, page);
      }}
    >
      <div
        role="presentation"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {commits.slice(rows.start, rows.end).map(commit => (
          <CommitRow
            key={commit.commit}
            id={rowId(commit)}
            commit={commit}
            isCurrent={commit.commit === model.active?.commit}
            onClick={() => {
              model.activate(commit.commit);
            }}
            verdict={verdicts.of(commit.commit)}
            onVerdict={() => {
              verdicts.show();
            }}
            trans={trans}
          />
        ))}
      </div>
    </div>
  );
}

function rowId(commit: CommitSummary | null): string | undefined {
  return commit ? `mlops-commit-${commit.commit}` : undefined;
}
