import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { FoldedFields } from '../jobForm/foldedFields';
import { SelectField } from '../jobForm/selectField';
import { TextField } from '../jobForm/textField';
import type { JobDialogModel } from './model';
import { timingErrors } from './timing';
import type { ITimingDraft } from './timing';

interface IProps {
  model: JobDialogModel;
  trans: TranslationBundle;
}

type Missed = ITimingDraft['missed'];
type Overlap = ITimingDraft['overlap'];

/** What becomes of times that were missed, that meet an earlier run, or that are late. */
export function TroubleFields({ model, trans }: IProps): React.JSX.Element {
  const { draft } = model;
  const errors = timingErrors(draft, trans);
  const missed = missedWords(trans);
  const overlap = overlapWords(trans);
  const text = (field: 'oldest' | 'lateAfter', name: string, help: string) => (
    <TextField
      id={field}
      name={name}
      help={help}
      value={draft[field]}
      error={errors[field]}
      placeholder={trans.__('never')}
      onChange={value => {
        model.update({ [field]: value });
      }}
    />
  );
  return (
    <FoldedFields
      title={trans.__('Missed and overlapping times')}
      summary={`${missed[draft.missed]} · ${overlap[draft.overlap]}`}
      isWrong={Boolean(errors.oldest ?? errors.lateAfter)}
    >
      <SelectField<Missed>
        id="missed"
        name={trans.__('Missed times')}
        value={draft.missed}
        options={choices(missed)}
        help={trans.__('That passed while nothing was there to start a run.')}
        onChange={value => {
          model.update({ missed: value });
        }}
      />
      {draft.missed !== 'skip' &&
        text(
          'oldest',
          trans.__('Too old after'),
          trans.__('Missed times before that are skipped.')
        )}
      <SelectField<Overlap>
        id="overlap"
        name={trans.__('Still running')}
        value={draft.overlap}
        options={choices(overlap)}
        help={trans.__('When the run before has not ended.')}
        onChange={value => {
          model.update({ overlap: value });
        }}
      />
      {text(
        'lateAfter',
        trans.__('Late after'),
        trans.__('Not started by then: the channels below are told.')
      )}
    </FoldedFields>
  );
}

function missedWords(trans: TranslationBundle): Record<Missed, string> {
  return {
    latest: trans.__('Make up for the latest'),
    all: trans.__('Make up for all'),
    skip: trans.__('Skip missed')
  };
}

function overlapWords(trans: TranslationBundle): Record<Overlap, string> {
  return {
    skip: trans.__('Skip while one runs'),
    queue: trans.__('Wait until it ends'),
    replace: trans.__('Cancel it and start anew')
  };
}

function choices<T extends string>(words: Record<T, string>) {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({
    value,
    label
  }));
}
