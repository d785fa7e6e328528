import React from 'react';

import { FieldRow } from '../parameterForm/fields';

interface IProps {
  /** Ends the input's id; unique in the dialog. */
  id: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  error?: string;
  placeholder?: string;
  /** What the input suggests. */
  choices?: readonly string[];
  /** Whether it holds code. */
  isCode?: boolean;
  /** Kind of input. */
  type?: 'text' | 'datetime-local';
}

/** A labelled input of one line. */
export function TextField(props: IProps): React.JSX.Element {
  const {
    value,
    onChange,
    choices,
    placeholder,
    isCode,
    type = 'text'
  } = props;
  const id = `mlops-field-${props.id}`;
  const list = choices && choices.length > 0 ? `${id}-choices` : undefined;
  return (
    <FieldRow id={id} name={props.name} help={props.help} error={props.error}>
      <input
        type={type}
        id={id}
        className={`form-control${isCode ? ' mlops-mod-code' : ''}`}
        value={value}
        placeholder={placeholder}
        list={list}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={props.error !== undefined}
        onChange={event => {
          onChange(event.target.value);
        }}
      />
      {list && (
        <datalist id={list}>
          {choices?.map(choice => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </FieldRow>
  );
}
