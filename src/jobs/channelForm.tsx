import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { asApiError } from '../api/errors';
import type { JobsClient } from '../api/jobsClient';
import type { Channel } from '../api/types';
import { IconButton } from '../components/iconButton';
import { ActionButton } from '../components/states';
import { Field } from './dialog';

interface IProps {
  channel: Channel;
  client: JobsClient;
  trans: TranslationBundle;
  onChange: (channel: Channel) => void;
  onRemove: () => void;
}

/** One way in which people are told. */
export function ChannelForm(props: IProps): React.JSX.Element {
  const { channel, trans, onChange, onRemove } = props;
  return (
    <fieldset className="mlops-Channel">
      <legend>
        {channel.kind === 'webhook' ? trans.__('Webhook') : trans.__('E-mail')}
      </legend>
      <Text
        label={trans.__('Name')}
        value={channel.name}
        onChange={name => {
          onChange({ ...channel, name });
        }}
      />
      {channel.kind === 'webhook' ? (
        <Webhook {...props} channel={channel} />
      ) : (
        <Email {...props} channel={channel} />
      )}
      <p className="mlops-Draft-buttons">
        <TestButton {...props} />
        <IconButton
          icon={closeIcon}
          title={trans.__('Remove %1', channel.name)}
          onClick={onRemove}
        />
      </p>
    </fieldset>
  );
}

function Webhook(
  props: IProps & { channel: Extract<Channel, { kind: 'webhook' }> }
): React.JSX.Element {
  const { channel, trans, onChange } = props;
  return (
    <>
      <Text
        label={trans.__('Address')}
        value={channel.url_secret ?? channel.url ?? ''}
        placeholder={trans.__('https://… or env:NAME')}
        onChange={text => {
          const isSecret = /^(env|file|keyring):/.test(text);
          onChange({
            ...channel,
            url: isSecret ? '' : text,
            url_secret: isSecret ? text : null
          });
        }}
      />
      <Text
        label={trans.__('Signing key')}
        value={channel.signing_secret ?? ''}
        placeholder={trans.__('env:NAME, or none')}
        onChange={text => {
          onChange({ ...channel, signing_secret: text || null });
        }}
      />
    </>
  );
}

function Email(
  props: IProps & { channel: Extract<Channel, { kind: 'email' }> }
): React.JSX.Element {
  const { channel, trans, onChange } = props;
  return (
    <>
      <Text
        label={trans.__('To')}
        value={channel.to.join(', ')}
        placeholder="team@example.org"
        onChange={text => {
          onChange({ ...channel, to: text.split(/,\s*/) });
        }}
      />
      <Text
        label={trans.__('From')}
        value={channel.sender}
        placeholder="jupyter@example.org"
        onChange={sender => {
          onChange({ ...channel, sender });
        }}
      />
      <Text
        label={trans.__('Mail server')}
        value={serverText(channel)}
        placeholder="smtp.example.org:587"
        onChange={text => {
          const [host = '', port] = text.split(':');
          onChange({
            ...channel,
            host,
            port: port ? Number(port) || 587 : 587
          });
        }}
      />
      <Text
        label={trans.__('User')}
        value={channel.username ?? ''}
        placeholder={trans.__('nobody logs in')}
        onChange={username => {
          onChange({ ...channel, username });
        }}
      />
      <Text
        label={trans.__('Password')}
        value={channel.password_secret ?? ''}
        placeholder={trans.__('env:NAME, or none')}
        onChange={text => {
          onChange({ ...channel, password_secret: text || null });
        }}
      />
    </>
  );
}

function serverText(channel: { host: string; port?: number }): string {
  const port = channel.port ?? 587;
  return port === 587 ? channel.host : `${channel.host}:${port}`;
}

function Text(props: {
  label: string;
  value: string;
  placeholder?: string;
  onChange: (value: string) => void;
}): React.JSX.Element {
  const { label, value, placeholder, onChange } = props;
  return (
    <Field label={label}>
      <input
        className="jp-mod-styled"
        value={value}
        placeholder={placeholder}
        onChange={event => {
          onChange(event.target.value);
        }}
      />
    </Field>
  );
}

/** Sends a test message through the channel as it was saved last. */
function TestButton(props: IProps): React.JSX.Element {
  const { channel, client, trans } = props;
  const [said, setSaid] = useState('');
  const test = async (): Promise<void> => {
    setSaid(trans.__('Sending…'));
    const text = await client
      .testChannel(channel.name)
      .then(({ error }) => error || trans.__('It got through.'))
      .catch((error: unknown) => asApiError(error).message);
    setSaid(text);
  };
  return (
    <>
      <ActionButton label={trans.__('Test')} onClick={() => void test()} />
      <span className="mlops-Channel-said" role="status">
        {said}
      </span>
    </>
  );
}
