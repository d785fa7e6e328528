import React from 'react';

interface IProps {
  value: boolean;
  /** What it is about: tooltip and name for screen readers. */
  title: string;
  onChange: (value: boolean) => void;
  /** Whether Tab reaches it; not where a key does the same. */
  isTabStop?: boolean;
}

/** A switch that is on or off. */
export function Toggle(props: IProps): React.JSX.Element {
  const { value, title, onChange, isTabStop = true } = props;
  return (
    <button
      type="button"
      role="switch"
      className="mlops-Toggle"
      aria-checked={value}
      aria-label={title}
      title={title}
      tabIndex={isTabStop ? 0 : -1}
      onClick={event => {
        event.stopPropagation();
        onChange(!value);
      }}
    >
      <span />
    </button>
  );
}
