import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef } from 'react';

import { FilterBox } from './filterBox';
import { EmptyState } from './states';

interface IProps {
  /** The class; that of the bar above the rows begins with it. */
  className: string;
  model: { readonly rows: readonly unknown[]; filter: string };
  /** Whether there is so much that one needs to filter. */
  isLong: boolean;
  /** What the box is for. */
  label: string;
  /** What to say where nothing has the words of the filter. */
  nothing: string;
  trans: TranslationBundle;
  /** The list, which can give the keyboard to the box. */
  children: (focusFilter: () => void) => React.ReactNode;
}

/** A list, with what narrows it. */
export function FilteredRows(props: IProps): React.JSX.Element {
  const { className, model, isLong, label, nothing, trans, children } = props;
  const node = useRef<HTMLDivElement>(null);
  const focus = (selector: string) => () => {
    node.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  return (
    <div ref={node} className={className}>
      {(isLong || model.filter !== '') && (
        <div className={`${className}Bar`}>
          <FilterBox
            model={model}
            label={label}
            placeholder={trans.__('Filter')}
            onLeave={focus('[role="treegrid"]')}
          />
        </div>
      )}
      {model.rows.length > 0 ? (
        children(focus('.mlops-FilterBox'))
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
