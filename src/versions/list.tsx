import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import { useReveal, useViewport } from '../components/viewport';
import { RowLayout } from '../components/windowing';
import { handleKey } from './keys';
import type { VersionsModel } from './model';
import { VersionRow } from './row';

/** Height of a row, in pixels; the stylesheet says the same. */
const ROW_HEIGHT = 26;

interface IProps {
  model: VersionsModel;
  trans: TranslationBundle;
  onFilterKey: () => void;
}

/** The versions, newest first; only the rows in view are drawn. */
export function VersionList(props: IProps): React.JSX.Element {
  const { model, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const { scrollTop, viewport, onScroll } = useViewport(node);
  const { entries, active } = model;
  const layout = new RowLayout(entries.length, ROW_HEIGHT, new Map());
  const rows = layout.window(scrollTop, viewport);
  const current = entries.findIndex(each => each.key === active?.key);
  useReveal(node, layout, current, active?.key ?? null);
  useEffect(() => {
    // The view held the keyboard until there was a list; who went elsewhere meanwhile stays there.
    if (document.activeElement?.classList.contains('mlops-VersionsContent')) {
      node.current?.focus();
    }
  }, []);
  return (
    <div
      ref={node}
      className="mlops-VersionList"
      role="listbox"
      tabIndex={0}
      aria-label={trans.__('Versions')}
      aria-activedescendant={active ? rowId(current) : undefined}
      onScroll={onScroll}
      onKeyDown={event => {
        const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1);
        handleKey(event, props, page);
      }}
    >
      <div
        role="presentation"
        style={{ paddingTop: rows.before, paddingBottom: rows.after }}
      >
        {entries.slice(rows.start, rows.end).map((entry, offset) => (
          <VersionRow
            key={entry.key}
            id={rowId(rows.start + offset)}
            entry={entry}
            index={rows.start + offset}
            count={entries.length}
            isCurrent={entry.key === active?.key}
            onClick={() => {
              model.activate(entry.key);
            }}
            trans={trans}
          />
        ))}
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `mlops-version-${index}`;
}
