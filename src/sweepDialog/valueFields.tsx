import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Parameters } from '../api/types';
import { formatValue } from '../format';
import { FieldRow } from '../parameterForm/fields';
import { writeLiteral } from '../parameterForm/literal';
import { kindOf } from './draft';
import type { SweepDialogModel } from './model';
import type { Typed, ValueKind } from './values';

/** Values that show below an input. */
const SHOWN = 8;

type Parameter = Parameters['parameters'][number];

interface IProps {
  model: SweepDialogModel;
  trans: TranslationBundle;
}

/** Values of each parameter: one is the same for all runs, several are swept over. */
export function ValueFields({ model, trans }: IProps): React.JSX.Element {
  const { draft, typed } = model;
  const parameters = model.parameters?.parameters ?? [];
  if (parameters.length === 0) {
    return (
      <p className="mlops-ParameterForm-none">
        {trans.__(
          'This notebook has no parameters: tag a cell “parameters” that assigns them.'
        )}
      </p>
    );
  }
  return (
    <div className="mlops-Fields mlops-ParameterForm">
      {parameters.map(parameter => (
        <ValueField
          key={parameter.name}
          parameter={parameter}
          text={draft.texts[parameter.name] ?? ''}
          typed={typed.get(parameter.name) ?? { kind: 'default' }}
          isDrawn={draft.mode === 'random'}
          onChange={text => {
            model.update({
              texts: { ...draft.texts, [parameter.name]: text }
            });
          }}
          trans={trans}
        />
      ))}
    </div>
  );
}

interface IFieldProps {
  parameter: Parameter;
  text: string;
  typed: Typed;
  isDrawn: boolean;
  onChange: (text: string) => void;
  trans: TranslationBundle;
}

function ValueField(props: IFieldProps): React.JSX.Element {
  const { parameter, text, typed, isDrawn, onChange, trans } = props;
  const { name, type, expression } = parameter;
  const { default: value, description } = parameter.json_schema as {
    default?: unknown;
    description?: string;
  };
  const id = `mlops-values-${name}`;
  const example = exampleOf(kindOf(parameter), isDrawn);
  const origin =
    expression ??
    (typeof value === 'boolean' ? formatValue(value) : writeLiteral(value));
  return (
    <FieldRow
      id={id}
      name={name}
      kind={type}
      isChanged={typed.kind === 'range' || isSeveral(typed)}
      help={text === '' ? description : amount(typed, trans)}
      error={typed.kind === 'wrong' ? typed.message : undefined}
    >
      <input
        type="text"
        id={id}
        className="form-control mlops-mod-code"
        value={text}
        placeholder={[origin, example].filter(Boolean).join('   ·   ')}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={typed.kind === 'wrong'}
        onChange={event => {
          onChange(event.target.value);
        }}
      />
    </FieldRow>
  );
}

function isSeveral(typed: Typed): boolean {
  return typed.kind === 'values' && typed.values.length > 1;
}

/** How many values those are, and the first of them. */
function amount(typed: Typed, trans: TranslationBundle): string | undefined {
  if (typed.kind === 'range') {
    return typed.log
      ? trans.__('drawn evenly by logarithm')
      : trans.__('drawn evenly');
  }
  if (typed.kind !== 'values') {
    return undefined;
  }
  const { values } = typed;
  if (values.length === 1) {
    return trans.__('the same for all runs');
  }
  const shown = values.slice(0, SHOWN).map(value => formatValue(value, 12));
  const rest = values.length > SHOWN ? ' …' : '';
  const count = trans.__('%1 values:', values.length);
  return `${count} ${shown.join('  ')}${rest}`;
}

/** How several values are written. */
function exampleOf(kind: ValueKind, isDrawn: boolean): string {
  const examples: Record<ValueKind, string> = {
    integer: '1..5',
    number: isDrawn ? '0.001..1 log' : '0.1, 0.5',
    boolean: 'True, False',
    string: 'a, b, c',
    other: '[1, 2], [3]'
  };
  return examples[kind];
}
