import React, { useEffect, useRef } from 'react';

import { useChanges } from './hooks';
import { tabId } from './tabs';
import type { Tabs } from './tabs';

interface IProps {
  tabs: Tabs;
  /** What the tabs are of. */
  label: string;
}

/** The names of tabs, as one stop for Tab: arrow keys go from one to the next. */
export function TabList({ tabs, label }: IProps): React.JSX.Element {
  useChanges(tabs);
  const { all, current } = tabs;
  const node = useRef<HTMLDivElement>(null);
  const isStepping = useRef(false);
  useEffect(() => {
    if (isStepping.current) {
      isStepping.current = false;
      node.current
        ?.querySelector<HTMLElement>('[aria-selected="true"]')
        ?.focus();
    }
  });
  return (
    <div
      ref={node}
      className="mlops-Tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={event => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by) {
          event.preventDefault();
          isStepping.current = true;
          tabs.step(by);
        }
      }}
    >
      {all.map(tab => (
        <button
          key={tab.id}
          id={tabId(tabs, tab)}
          type="button"
          role="tab"
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => {
            tabs.show(tab.id);
          }}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
