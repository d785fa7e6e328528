import React from 'react';

import { FieldRow } from '../parameterForm/fields';

interface IProps<T extends string> {
  /** Ends the input's id; unique in the dialog. */
  id: string;
  name: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  help?: string;
}

/** A labelled choice. */
export function SelectField<T extends string>(
  props: IProps<T>
): React.JSX.Element {
  const { name, value, options, onChange, help } = props;
  const id = `mlops-field-${props.id}`;
  return (
    <FieldRow id={id} name={name} help={help}>
      <select
        id={id}
        className="form-control"
        value={value}
        onChange={event => {
          onChange(event.target.value as T);
        }}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldRow>
  );
}
