import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Limits } from '../api/types';
import type { QueueModel } from '../runData/queue';
import { Draft, Field, NumberField, editDraft } from './dialog';
import { readLabelLimits, writeLabelLimits } from './labelLimits';

const GB = 1e9;

interface IDraft {
  slots: number | null;
  memory: number | null;
  labels: string;
}

/** Ask how much may run at a time. */
export async function askLimits(
  model: QueueModel,
  trans: TranslationBundle
): Promise<void> {
  const { limits } = model.queue ?? (await model.client.queue());
  const draft = new Draft<IDraft>({
    slots: limits.slots ?? null,
    memory: limits.memory ? limits.memory / GB : null,
    labels: writeLabelLimits(limits.labels ?? {})
  });
  await editDraft({
    title: trans.__('How much runs at a time'),
    verb: trans.__('Set limits'),
    draft,
    trans,
    body: () => <Body draft={draft} trans={trans} />,
    save: value => model.setLimits(toLimits(value, limits, trans))
  });
}

function toLimits(
  value: IDraft,
  before: Limits,
  trans: TranslationBundle
): Limits {
  return {
    paused: before.paused,
    slots: value.slots,
    memory: value.memory === null ? null : Math.round(value.memory * GB),
    labels: readLabelLimits(value.labels, trans)
  };
}

function Body(props: { draft: Draft<IDraft>; trans: TranslationBundle }) {
  const { draft, trans } = props;
  const set = (change: Partial<IDraft>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const { slots, memory, labels } = draft.value;
  return (
    <>
      <NumberField
        label={trans.__('Slots')}
        hint={trans.__('Runs at a time; a big run may take several.')}
        placeholder={trans.__('one a processor')}
        value={slots}
        onChange={value => {
          set({ slots: value });
        }}
      />
      <NumberField
        label={trans.__('Memory')}
        unit="GB"
        step={0.5}
        hint={trans.__('That runs may set aside together.')}
        placeholder={trans.__('no limit')}
        value={memory}
        onChange={value => {
          set({ memory: value });
        }}
      />
      <Field
        label={trans.__('Labels')}
        hint={trans.__('Most runs at a time with a label.')}
      >
        <input
          className="jp-mod-styled"
          value={labels}
          placeholder="gpu=1 api=4"
          onChange={event => {
            set({ labels: event.target.value });
          }}
        />
      </Field>
    </>
  );
}
