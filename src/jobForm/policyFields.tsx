import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { CheckField } from './checkField';
import { FoldedFields } from './foldedFields';
import { policyErrors, policyWords } from './policyDraft';
import type { IPolicyDraft, PolicyField, RetryOn } from './policyDraft';
import { SelectField } from './selectField';
import { TextField } from './textField';

interface IProps {
  draft: IPolicyDraft;
  onChange: (draft: IPolicyDraft) => void;
  trans: TranslationBundle;
}

interface IText {
  field: PolicyField;
  name: string;
  placeholder: string;
  help?: string;
}

/** Retries, timeouts and limits, folded. */
export function PolicyFields(props: IProps): React.JSX.Element {
  const { draft, onChange, trans } = props;
  const errors = policyErrors(draft, trans);
  const text = ({ field, ...rest }: IText): React.JSX.Element => (
    <TextField
      key={field}
      id={field}
      value={draft[field]}
      error={errors[field]}
      onChange={value => {
        onChange({ ...draft, [field]: value });
      }}
      {...rest}
    />
  );
  const isRetried = draft.attempts.trim() !== '1' && draft.attempts !== '';
  return (
    <FoldedFields
      title={trans.__('Retries, timeouts, limits')}
      summary={
        policyWords(draft, trans) || trans.__('one attempt, without limits')
      }
      isWrong={Object.keys(errors).length > 0}
    >
      {text({
        field: 'attempts',
        name: trans.__('Attempts'),
        placeholder: '1'
      })}
      {isRetried && <RetryFields {...props} />}
      {isRetried &&
        text({
          field: 'delay',
          name: trans.__('First wait'),
          placeholder: '10s',
          help: trans.__('Doubles from one attempt to the next.')
        })}
      {limits(trans).map(text)}
      <CheckField
        label={trans.__('Kernel may come prepared, with its imports done')}
        value={draft.warm}
        onChange={warm => {
          onChange({ ...draft, warm });
        }}
      />
    </FoldedFields>
  );
}

function RetryFields({ draft, onChange, trans }: IProps): React.JSX.Element {
  return (
    <SelectField<RetryOn>
      id="retryOn"
      name={trans.__('Again after')}
      value={draft.retryOn}
      options={[
        {
          value: 'breakdown',
          label: trans.__('Breakdowns: dead kernel, timeout')
        },
        { value: 'any', label: trans.__('Any failure, also of a cell') }
      ]}
      onChange={retryOn => {
        onChange({ ...draft, retryOn });
      }}
    />
  );
}

function limits(trans: TranslationBundle): IText[] {
  const none = trans.__('no limit');
  return [
    {
      field: 'runTimeout',
      name: trans.__('Run timeout'),
      placeholder: none,
      help: trans.__('Such as 90s, 15m or 2h.')
    },
    { field: 'cellTimeout', name: trans.__('Cell timeout'), placeholder: none },
    {
      field: 'queueTimeout',
      name: trans.__('Longest wait'),
      placeholder: none,
      help: trans.__('In the queue, before it counts as failed.')
    },
    {
      field: 'memoryLimit',
      name: trans.__('Memory limit'),
      placeholder: none,
      help: trans.__('Such as 4GB: a run that takes more is ended.')
    },
    {
      field: 'maxParallel',
      name: trans.__('At a time'),
      placeholder: none,
      help: trans.__('Most runs side by side.')
    },
    {
      field: 'priority',
      name: trans.__('Priority'),
      placeholder: '0',
      help: trans.__('Runs with more go first.')
    }
  ];
}
