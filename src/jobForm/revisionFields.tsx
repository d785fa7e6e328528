import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Revision } from '../api/types';
import { Segmented } from '../components/segmented';
import { FieldRow } from '../parameterForm/fields';
import type { IRepositoryFacts } from './repositoryFacts';
import { TextField } from './textField';

type Kind = NonNullable<Revision['kind']>;

interface IProps {
  value: Revision;
  /** Branches and commit to suggest. */
  repository: IRepositoryFacts;
  onChange: (revision: Revision) => void;
  trans: TranslationBundle;
}

/** Which state of the files is run. */
export function RevisionFields(props: IProps): React.JSX.Element {
  const { value, onChange, trans } = props;
  const { branches, commit } = props.repository;
  const kind = value.kind ?? 'working';
  const first: Record<Kind, string> = {
    working: '',
    branch: branches[0] ?? '',
    commit
  };
  return (
    <>
      <FieldRow
        id="mlops-field-revision"
        name={trans.__('What runs')}
        help={helpOf(kind, trans)}
      >
        <Segmented<Kind>
          label={trans.__('What runs')}
          value={kind}
          options={[
            {
              value: 'working',
              label: trans.__('Working copy'),
              title: trans.__('The files as they are then')
            },
            {
              value: 'branch',
              label: trans.__('Newest of a branch'),
              title: trans.__('The newest commit of a branch')
            },
            {
              value: 'commit',
              label: trans.__('One commit'),
              title: trans.__('Always the same commit')
            }
          ]}
          onChange={next => {
            onChange({
              kind: next,
              name: next === kind ? value.name : first[next]
            });
          }}
        />
      </FieldRow>
      {kind !== 'working' && (
        <TextField
          id="revisionName"
          name={kind === 'branch' ? trans.__('Branch') : trans.__('Commit')}
          value={value.name ?? ''}
          choices={kind === 'branch' ? branches : undefined}
          isCode
          error={value.name?.trim() ? undefined : trans.__('A name is needed.')}
          onChange={name => {
            onChange({ kind, name });
          }}
        />
      )}
    </>
  );
}

function helpOf(kind: Kind, trans: TranslationBundle): string {
  const words: Record<Kind, string> = {
    working: trans.__('The saved files as they are when the run is asked for.'),
    branch: trans.__(
      'In a clean copy of the commit; your files stay out of it.'
    ),
    commit: trans.__('Always the same files, in a clean copy.')
  };
  return words[kind];
}
