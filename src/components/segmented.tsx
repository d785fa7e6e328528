import React from 'react';

interface IProps<T extends string> {
  /** What the choice is about, for screen readers. */
  label: string;
  value: T;
  options: readonly { value: T; label: string; title: string }[];
  onChange: (value: T) => void;
}

/** A choice between a few, all in view. */
export function Segmented<T extends string>(
  props: IProps<T>
): React.JSX.Element {
  return (
    <div className="mlops-Segmented" role="group" aria-label={props.label}>
      {props.options.map(option => (
        <button
          key={option.value}
          type="button"
          title={option.title}
          aria-pressed={option.value === props.value}
          onClick={() => {
            props.onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
