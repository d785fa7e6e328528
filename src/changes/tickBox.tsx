import React, { useEffect, useRef } from 'react';

import type { Tick } from './parts';

interface IProps {
  tick: Tick;
  /** What it is about, for screen readers. */
  label: string;
  /** What it does. */
  title: string;
  disabled?: boolean;
  /** Whether Tab reaches it; not where a key does the same. */
  isTabStop?: boolean;
  onChange: (staged: boolean) => void;
}

/** A tick of three states: a click on one that is half set sets it. */
export function TickBox(props: IProps): React.JSX.Element {
  const { tick, label, title, disabled, isTabStop = false, onChange } = props;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) {
      box.current.indeterminate = tick === 'some';
    }
  }, [tick]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="mlops-TickBox"
      checked={tick === 'all'}
      aria-label={label}
      title={title}
      disabled={disabled}
      tabIndex={isTabStop ? 0 : -1}
      onClick={event => {
        event.stopPropagation();
      }}
      onChange={() => {
        onChange(tick !== 'all');
      }}
    />
  );
}
