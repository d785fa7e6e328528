import React, { useEffect, useRef } from 'react';

import { cellName } from './cell';
import { kindWord, previewOf, SIGNS } from './kinds';
import type { ICellRow } from './rows';
import type { IView } from './view';

interface IProps {
  view: IView;
  rows: readonly ICellRow[];
  current: string | null;
}

/** The changed cells, a line each: where one is, and the way to the others. */
export function ChangeMap({ view, rows, current }: IProps): React.JSX.Element {
  const { trans, model } = view;
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    node.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const index = rows.findIndex(row => row.key === current);
  return (
    <div
      ref={node}
      className="mlops-DiffMap"
      role="listbox"
      tabIndex={0}
      aria-label={trans.__('Changed cells')}
      aria-activedescendant={index < 0 ? undefined : optionId(view, index)}
      onClick={({ target }) => {
        const option = (target as Element).closest<HTMLElement>('[data-key]');
        if (option?.dataset.key !== undefined) {
          model.go(option.dataset.key);
        }
      }}
      onKeyDown={event => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const target =
          step !== undefined
            ? rows[Math.max(0, Math.min(rows.length - 1, index + step))]
            : { Home: rows[0], End: rows.at(-1) }[event.key];
        if (target) {
          event.preventDefault();
          event.stopPropagation();
          model.go(target.key, false);
        } else if (event.key === 'Enter' && current !== null) {
          model.go(current);
        }
      }}
    >
      {rows.map((row, at) => (
        <div
          key={row.key}
          id={optionId(view, at)}
          className={`mlops-DiffMap-row mlops-mod-${row.kind}`}
          role="option"
          tabIndex={-1}
          data-key={row.key}
          aria-selected={row.key === current}
          title={previewOf(row.cell)}
        >
          <span className="mlops-DiffSign" aria-hidden="true">
            {SIGNS[row.kind]}
          </span>
          <span className="mlops-visuallyHidden">
            {cellName(row.cell, trans)} {kindWord(row.kind, trans)}
          </span>
          <span className="mlops-DiffMap-place" aria-hidden="true">
            {(row.cell.head ?? row.cell.base ?? 0) + 1}
          </span>
          <span className="mlops-DiffMap-text">{previewOf(row.cell)}</span>
        </div>
      ))}
    </div>
  );
}

function optionId({ model }: IView, index: number): string {
  return `mlops-diff-${model.serial}-${index}`;
}
