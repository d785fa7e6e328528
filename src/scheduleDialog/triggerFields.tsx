import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { Segmented } from '../components/segmented';
import { TextField } from '../jobForm/textField';
import { CalendarFields } from './calendarFields';
import type { JobDialogModel } from './model';
import { timingErrors } from './timing';
import type { Kind, TimingField } from './timing';

interface IProps {
  model: JobDialogModel;
  trans: TranslationBundle;
}

/** What starts the job. */
export function TriggerFields({ model, trans }: IProps): React.JSX.Element {
  return (
    <>
      <div className="mlops-JobDialog-kinds">
        <Segmented<Kind>
          label={trans.__('When it runs')}
          value={model.draft.kind}
          options={kinds(trans)}
          onChange={kind => {
            model.update({ kind });
          }}
        />
      </div>
      <div className="mlops-Fields">
        <KindFields model={model} trans={trans} />
      </div>
    </>
  );
}

function kinds(trans: TranslationBundle) {
  const words: [Kind, string, string][] = [
    ['cron', trans.__('Calendar'), trans.__('By the clock of a time zone')],
    ['interval', trans.__('Interval'), trans.__('Again and again')],
    ['once', trans.__('Once'), trans.__('At a single time')],
    ['file', trans.__('New file'), trans.__('When a file has arrived')],
    ['commit', trans.__('New commit'), trans.__('When a branch has moved')],
    ['hand', trans.__('By hand'), trans.__('Only when somebody asks for it')]
  ];
  return words.map(([value, label, title]) => ({ value, label, title }));
}

function KindFields({ model, trans }: IProps): React.JSX.Element | null {
  const { draft } = model;
  const errors = timingErrors(draft, trans);
  const text = (field: TextName, name: string, help: string) => (
    <TextField
      id={field}
      name={name}
      help={help}
      value={draft[field]}
      error={errors[field]}
      isCode={field === 'pattern' || field === 'branch'}
      type={field === 'at' ? 'datetime-local' : 'text'}
      choices={field === 'branch' ? model.repository.branches : undefined}
      placeholder={PLACEHOLDERS[field]}
      onChange={value => {
        model.update({ [field]: value });
      }}
    />
  );
  switch (draft.kind) {
    case 'cron':
      return (
        <CalendarFields
          expression={draft.expression}
          timezone={draft.timezone}
          error={errors.expression ?? model.previewError?.message}
          onChange={change => {
            model.update(change);
          }}
          trans={trans}
        />
      );
    case 'interval':
      return text(
        'every',
        trans.__('Every'),
        trans.__('Such as 90s, 15m or 2h, whatever the clocks do.')
      );
    case 'once':
      return text(
        'at',
        trans.__('At'),
        trans.__('By the clock of this machine.')
      );
    case 'file':
      return (
        <>
          {text(
            'pattern',
            trans.__('File'),
            trans.__('Below the project’s folder; ** stands for folders.')
          )}
          {text(
            'settle',
            trans.__('Settled after'),
            trans.__('So long without a change, and it counts as whole.')
          )}
        </>
      );
    case 'commit':
      return text(
        'branch',
        trans.__('Branch'),
        trans.__('A branch of a remote counts once it has been fetched.')
      );
    case 'hand':
      return (
        <p className="mlops-JobDialog-hint">
          {trans.__('It runs when somebody presses “Run now”, and never else.')}
        </p>
      );
  }
}

type TextName = Extract<
  TimingField,
  'every' | 'at' | 'pattern' | 'settle' | 'branch'
>;

const PLACEHOLDERS: Readonly<Partial<Record<TextName, string>>> = {
  every: '1h',
  pattern: 'data/*.csv',
  settle: '5s',
  branch: 'main'
};
