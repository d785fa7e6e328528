import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { JobsClient } from '../api/jobsClient';
import type { Channel, Message } from '../api/types';
import { ActionButton } from '../components/states';
import { formatWhen } from '../format';
import { ChannelForm } from './channelForm';
import { Draft, editDraft } from './dialog';

/** Ask how people are told of failures, recoveries and lateness. */
export async function askChannels(
  client: JobsClient,
  trans: TranslationBundle
): Promise<void> {
  const { channels, recent } = await client.channels();
  const draft = new Draft<readonly Channel[]>(channels);
  await editDraft({
    title: trans.__('How people are told'),
    verb: trans.__('Save channels'),
    draft,
    trans,
    body: () => (
      <Body draft={draft} recent={recent} client={client} trans={trans} />
    ),
    save: value => client.setChannels(value)
  });
}

interface IProps {
  draft: Draft<readonly Channel[]>;
  recent: readonly Message[];
  client: JobsClient;
  trans: TranslationBundle;
}

function Body({ draft, recent, client, trans }: IProps): React.JSX.Element {
  const channels = draft.value;
  const add = (channel: Channel): void => {
    draft.value = [...channels, channel];
  };
  return (
    <>
      <p className="mlops-Draft-lead">
        {trans.__(
          'A job names the channels that hear of its failures, recoveries and lateness. Passwords and keys stay where they are: env:NAME, file:PATH or keyring:SERVICE/NAME.'
        )}
      </p>
      {channels.map((channel, index) => (
        <ChannelForm
          key={index}
          channel={channel}
          client={client}
          trans={trans}
          onChange={value => {
            draft.value = channels.map((each, at) =>
              at === index ? value : each
            );
          }}
          onRemove={() => {
            draft.value = channels.filter((_, at) => at !== index);
          }}
        />
      ))}
      <p className="mlops-Draft-buttons">
        <ActionButton
          label={trans.__('Add webhook')}
          onClick={() => {
            add({ kind: 'webhook', name: freeName('webhook', channels) });
          }}
        />
        <ActionButton
          label={trans.__('Add e-mail')}
          onClick={() => {
            const name = freeName('email', channels);
            add({ kind: 'email', name, to: [''], sender: '', host: '' });
          }}
        />
      </p>
      <Recent recent={recent} trans={trans} />
    </>
  );
}

/** What was told lately, and what did not get through. */
function Recent(props: {
  recent: readonly Message[];
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { recent, trans } = props;
  if (recent.length === 0) {
    return null;
  }
  const now = Date.now();
  return (
    <ul className="mlops-Messages" aria-label={trans.__('Told lately')}>
      {recent.slice(0, 5).map((message, index) => (
        <li key={index} title={message.error}>
          <span>{message.channel}</span>
          <span>{message.event}</span>
          <span>
            {message.sent_at
              ? trans.__('sent %1', formatWhen(message.sent_at, now))
              : message.next_at
                ? trans.__('tried again %1', formatWhen(message.next_at, now))
                : trans.__('given up')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A name that no channel has. */
function freeName(kind: string, channels: readonly Channel[]): string {
  const taken = new Set(channels.map(each => each.name));
  let name = kind;
  for (let count = 2; taken.has(name); count += 1) {
    name = `${kind}-${count}`;
  }
  return name;
}
