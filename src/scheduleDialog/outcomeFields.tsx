import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { CheckField } from '../jobForm/checkField';
import { FoldedFields } from '../jobForm/foldedFields';
import { TextField } from '../jobForm/textField';
import { FieldRow } from '../parameterForm/fields';
import type { IJobDraft } from './draft';
import type { JobDialogModel } from './model';

interface IProps {
  model: JobDialogModel;
  trans: TranslationBundle;
}

type Format = IJobDraft['formats'][number];

const FORMATS: readonly (readonly [Format, string])[] = [
  ['html', 'HTML'],
  ['script', 'Script'],
  ['pdf', 'PDF']
];

/** What runs leave, and how they are found again. */
export function OutcomeFields({ model, trans }: IProps): React.JSX.Element {
  const { draft } = model;
  const { formats } = draft;
  const words = [
    trans.__('Notebook'),
    ...FORMATS.filter(([each]) => formats.includes(each)).map(
      ([, name]) => name
    ),
    ...(draft.artifacts.trim() ? [draft.artifacts.trim()] : []),
    ...(draft.labels.trim() ? [draft.labels.trim()] : [])
  ];
  return (
    <FoldedFields
      title={trans.__('Results and labels')}
      summary={words.join(' · ')}
    >
      <FieldRow id="mlops-field-formats" name={trans.__('Also as')}>
        <div
          id="mlops-field-formats"
          className="mlops-CheckFields"
          role="group"
          aria-label={trans.__('Also as')}
        >
          {FORMATS.map(([format, label]) => (
            <CheckField
              key={format}
              label={label}
              value={formats.includes(format)}
              onChange={isWanted => {
                const others = formats.filter(each => each !== format);
                model.update({
                  formats: isWanted ? [...others, format] : others
                });
              }}
            />
          ))}
        </div>
      </FieldRow>
      <TextField
        id="artifacts"
        name={trans.__('Files')}
        value={draft.artifacts}
        isCode
        placeholder="models/*.pkl"
        help={trans.__('Listed with the run and its hashes, by patterns.')}
        onChange={artifacts => {
          model.update({ artifacts });
        }}
      />
      <TextField
        id="labels"
        name={trans.__('Labels')}
        value={draft.labels}
        placeholder="nightly team:search"
        help={trans.__('With spaces between them; the filter finds them.')}
        onChange={labels => {
          model.update({ labels });
        }}
      />
    </FoldedFields>
  );
}

/** Who is told of failures, recoveries and lateness. */
export function NotifyFields({ model, trans }: IProps): React.JSX.Element {
  const { draft } = model;
  // A channel that is gone stays a choice, so that it can be taken out.
  const names = [...new Set([...model.channels, ...draft.notify])];
  return (
    <FoldedFields
      title={trans.__('Notifications')}
      summary={draft.notify.join(', ') || trans.__('nobody is told')}
    >
      {names.length === 0 ? (
        <p className="mlops-JobDialog-hint">
          {trans.__('There are no channels yet: add one at the top of Jobs.')}
        </p>
      ) : (
        <div
          className="mlops-CheckFields"
          role="group"
          aria-label={trans.__('Channels')}
        >
          {names.map(name => (
            <CheckField
              key={name}
              label={
                model.channels.includes(name)
                  ? name
                  : trans.__('%1 (unknown)', name)
              }
              value={draft.notify.includes(name)}
              onChange={isWanted => {
                const others = draft.notify.filter(each => each !== name);
                model.update({ notify: isWanted ? [...others, name] : others });
              }}
            />
          ))}
        </div>
      )}
    </FoldedFields>
  );
}
