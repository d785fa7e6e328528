import type {
  FieldProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps
} from '@rjsf/utils';
import React, { useState } from 'react';

import { formatValue } from '../format';
import { readLiteral, writeLiteral } from './literal';
import type { Values } from './schema';

/** What every field of the form can see. */
export interface IFormContext {
  defaults: Values;
  /** Text before a default's value. */
  defaultWord: string;
}

/** The form's fields, one below the other. */
export function Fields(props: ObjectFieldTemplateProps): React.JSX.Element {
  return (
    <div className="mlops-Fields">
      {props.properties.map(property => property.content)}
    </div>
  );
}

/** One parameter: name and type, input, help, error. */
export function Field(
  props: FieldTemplateProps<unknown, FieldTemplateProps['schema'], IFormContext>
): React.JSX.Element {
  const { id, children, schema, rawErrors, uiSchema, formContext } = props;
  if (id === 'root') {
    return <>{children}</>;
  }
  const name = id.replace(/^root_/, '');
  const options = uiSchema?.['ui:options'] as { pythonType?: string };
  const isWrong = (rawErrors?.length ?? 0) > 0;
  const isChanged =
    JSON.stringify(props.formData ?? null) !==
    JSON.stringify(formContext?.defaults[name] ?? null);
  return (
    <FieldRow
      id={id}
      name={name}
      kind={options.pythonType}
      isChanged={isChanged}
      full={fullText(props.formData)}
      help={schema.description}
      origin={
        isChanged && formContext && name in formContext.defaults
          ? `${formContext.defaultWord} ${formatValue(formContext.defaults[name])}`
          : undefined
      }
      error={isWrong ? rawErrors?.[0] : undefined}
    >
      {children}
    </FieldRow>
  );
}

/** A value that an input of one line may cut; undefined where it fits. */
function fullText(value: unknown): string | undefined {
  const text = writeLiteral(value);
  return text.length > 30 ? text : undefined;
}

interface IFieldRowProps {
  id: string;
  name: string;
  kind?: string;
  help?: string;
  /** The default, where the value is another one. */
  origin?: string;
  error?: string;
  isChanged?: boolean;
  /** What the input may have no room for. */
  full?: string;
  children: React.ReactNode;
}

/** A labelled input. */
export function FieldRow(props: IFieldRowProps): React.JSX.Element {
  const { id, name, kind, help, origin, error, isChanged, full, children } =
    props;
  const classes = ['mlops-Field'];
  if (isChanged) {
    classes.push('mlops-mod-changed');
  }
  if (error) {
    classes.push('mlops-mod-wrong');
  }
  return (
    <div className={classes.join(' ')}>
      <div className="mlops-Field-label">
        <label htmlFor={id} title={name}>
          {name}
        </label>
        {kind && (
          <span className="mlops-Field-type" title={kind}>
            {kind}
          </span>
        )}
      </div>
      <div className="mlops-Field-input" title={full}>
        {children}
        {error && (
          <p className="mlops-Field-error" role="alert">
            {error}
          </p>
        )}
        {(help ?? origin) && (
          <p className="mlops-Field-help">
            {help && <span>{help}</span>}
            {origin && <span className="mlops-Field-origin">{origin}</span>}
          </p>
        )}
      </div>
    </div>
  );
}

/** A list, a dict or anything else, typed on one line. */
export function LiteralField(props: FieldProps<unknown>): React.JSX.Element {
  const { formData, idSchema, uiSchema, onChange, required } = props;
  const [text, setText] = useState(() => writeLiteral(formData));
  // A value that came from elsewhere (reset, draft) replaces what was typed.
  const typed = JSON.stringify(readLiteral(text));
  const shown =
    typed === JSON.stringify(formData ?? undefined)
      ? text
      : writeLiteral(formData);
  return (
    <input
      type="text"
      id={idSchema.$id}
      className="form-control mlops-mod-code"
      value={shown}
      required={required}
      placeholder={uiSchema?.['ui:placeholder'] ?? ''}
      onChange={event => {
        setText(event.target.value);
        onChange(readLiteral(event.target.value));
      }}
    />
  );
}
