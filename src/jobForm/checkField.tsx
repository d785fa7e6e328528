import React from 'react';

interface IProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
  title?: string;
}

/** A box to tick, with its words behind it. */
export function CheckField(props: IProps): React.JSX.Element {
  return (
    <label className="mlops-CheckField" title={props.title}>
      <input
        type="checkbox"
        checked={props.value}
        onChange={event => {
          props.onChange(event.target.checked);
        }}
      />
      {props.label}
    </label>
  );
}
