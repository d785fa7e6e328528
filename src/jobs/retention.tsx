import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Debouncer } from '@lumino/polling';
import React, { useEffect, useState } from 'react';

import { asApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Kept, Retention, RetentionPreview } from '../api/types';
import { formatSize } from '../sizes';
import { Draft, NumberField, editDraft } from './dialog';

const GB = 1e9;

/** Ask which runs are kept, and say what that would remove. */
export async function askRetention(
  client: JobsClient,
  trans: TranslationBundle
): Promise<void> {
  const kept = await client.retention();
  const draft = new Draft<Retention>(kept.retention);
  await editDraft({
    title: trans.__('Which runs are kept'),
    verb: trans.__('Keep by these rules'),
    draft,
    trans,
    body: () => (
      <Body draft={draft} kept={kept} client={client} trans={trans} />
    ),
    save: async value => {
      await client.setRetention(value);
      const done = await client.applyRetention();
      if (done.runs + done.orphans > 0) {
        Notification.success(removed(done, trans), { autoClose: 6000 });
      }
    }
  });
}

interface IProps {
  draft: Draft<Retention>;
  kept: Kept;
  client: JobsClient;
  trans: TranslationBundle;
}

function Body({ draft, kept, client, trans }: IProps): React.JSX.Element {
  const rules = draft.value;
  const set = (change: Partial<Retention>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const size = rules.max_size ? rules.max_size / GB : null;
  return (
    <>
      <p className="mlops-Draft-lead">
        {trans.__('%1 runs, %2', kept.runs, formatSize(kept.size))}
      </p>
      <NumberField
        label={trans.__('Days')}
        hint={trans.__('A run goes so long after its end.')}
        placeholder={trans.__('for ever')}
        value={rules.max_age ?? null}
        onChange={max_age => {
          set({ max_age });
        }}
      />
      <NumberField
        label={trans.__('Runs')}
        hint={trans.__('Of each notebook; the oldest go.')}
        placeholder={trans.__('any number')}
        value={rules.max_runs ?? null}
        onChange={max_runs => {
          set({ max_runs });
        }}
      />
      <NumberField
        label={trans.__('Room')}
        unit="GB"
        step={0.5}
        hint={trans.__('For records and logs of all runs.')}
        placeholder={trans.__('any size')}
        value={size}
        onChange={value => {
          set({ max_size: value === null ? null : Math.round(value * GB) });
        }}
      />
      <label className="mlops-DraftField mlops-mod-check">
        <input
          type="checkbox"
          checked={rules.outputs ?? false}
          onChange={event => {
            set({ outputs: event.target.checked });
          }}
        />
        {trans.__('Executed notebooks go with their runs')}
      </label>
      <Outcome rules={rules} client={client} trans={trans} />
    </>
  );
}

/** What the rules would remove, asked for when typing rests. */
function Outcome(props: {
  rules: Retention;
  client: JobsClient;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { rules, client, trans } = props;
  const [text, setText] = useState('');
  useEffect(() => {
    let isWanted = true;
    const debouncer = new Debouncer(async () => {
      const said = await client
        .previewRetention(rules)
        .then(preview => wouldRemove(preview, trans))
        .catch((error: unknown) => asApiError(error).message);
      if (isWanted) {
        setText(said);
      }
    }, 250);
    void debouncer.invoke();
    return () => {
      isWanted = false;
      debouncer.dispose();
    };
  }, [rules, client, trans]);
  return (
    <p className="mlops-Draft-outcome" role="status">
      {text || '\u00a0'}
    </p>
  );
}

function wouldRemove(
  preview: RetentionPreview,
  trans: TranslationBundle
): string {
  const { runs, orphans, size } = preview;
  return runs + orphans === 0
    ? trans.__('Removes nothing now. Runs marked to keep always stay.')
    : trans.__(
        'Removes %1 runs and %2 leftovers now, which frees %3. Runs marked to keep stay.',
        runs,
        orphans,
        formatSize(size)
      );
}

function removed(done: RetentionPreview, trans: TranslationBundle): string {
  const { runs, orphans, size } = done;
  return trans.__(
    '%1 runs and %2 leftovers removed, %3 freed.',
    runs,
    orphans,
    formatSize(size)
  );
}
