import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { FilterBox } from './filterBox';
import { EmptyState } from './states';

interface IProps {
  model: { filter: string };
  /** The filter's label and what it shows as long as it is empty. */
  filter: { label: string; placeholder: string };
  /** What adds a row. */
  add: { label: string; onClick: () => void };
  /** What the columns are. */
  head: React.ReactNode;
  /** What is said where no row passes the filter; null where some do. */
  nothing: string | null;
  /** The rows. */
  list: (onFilterKey: () => void) => React.ReactNode;
  trans: TranslationBundle;
}

/** Rows below a filter, with a button that adds one. */
export function FilteredTable(props: IProps): React.JSX.Element {
  const { model, filter, add, head, nothing, list, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  return (
    <div ref={node} className="mlops-FilteredTable">
      <div className="mlops-FilteredTable-bar">
        <FilterBox
          {...filter}
          model={model}
          box={box}
          onLeave={() => {
            node.current
              ?.querySelector<HTMLElement>('[role=grid], [role=treegrid]')
              ?.focus();
          }}
        />
        <button type="button" className="mlops-Button" onClick={add.onClick}>
          <addIcon.react tag="span" width="14px" height="14px" />
          {add.label}
        </button>
      </div>
      {head}
      {nothing === null ? (
        list(() => box.current?.focus())
      ) : (
        <EmptyState
          text={nothing}
          action={{
            label: trans.__('Clear filter'),
            onClick: () => {
              model.filter = '';
            }
          }}
        />
      )}
    </div>
  );
}
