import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { EmptyState } from '../components/states';
import { AnswerView } from './answerView';
import { byModule } from './byModule';
import type { Name } from './byModule';
import type { VersionsModel } from './model';

interface IProps {
  model: VersionsModel;
  trans: TranslationBundle;
}

/** The public API of a version, by module. */
export function Api({ model, trans }: IProps): React.JSX.Element {
  return (
    <AnswerView
      answer={model.api}
      words={{
        loading: trans.__('Reading the API'),
        failed: trans.__('The API could not be read.')
      }}
      onRetry={() => {
        model.retry();
      }}
      trans={trans}
    >
      {api => <Names names={api.names} trans={trans} />}
    </AnswerView>
  );
}

function Names(props: { names: readonly Name[]; trans: TranslationBundle }) {
  const { names, trans } = props;
  const [filter, setFilter] = useState('');
  if (names.length === 0) {
    return <EmptyState text={trans.__('It has no public names.')} />;
  }
  const wanted = filter.toLowerCase();
  const members = names.filter(({ kind }) => kind !== 'module');
  const shown = members.filter(({ name, summary }) =>
    `${name} ${summary}`.toLowerCase().includes(wanted)
  );
  return (
    <>
      <input
        type="search"
        className="mlops-FilterBox mlops-Api-filter"
        value={filter}
        placeholder={trans._n(
          'Filter %1 name',
          'Filter %1 names',
          members.length
        )}
        aria-label={trans.__('Filter names')}
        onChange={event => {
          setFilter(event.target.value);
        }}
      />
      {shown.length === 0 && (
        <EmptyState text={trans.__('No name passes the filter.')} />
      )}
      {byModule(shown).map(([module, own]) => (
        <section key={module} className="mlops-Api-module" aria-label={module}>
          <h3>{module}</h3>
          <ul>
            {own.map(each => (
              <ApiName key={each.name} name={each} trans={trans} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ApiName(props: { name: Name; trans: TranslationBundle }) {
  const { name, trans } = props;
  const { kind, signature, summary } = name;
  const own = name.name.split('.').pop() ?? name.name;
  return (
    <li className="mlops-ApiName">
      <span className="mlops-ApiName-kind">{kindWord(kind, trans)}</span>
      <code title={name.name}>
        <strong>{own}</strong>
        {signature.startsWith(own) ? signature.slice(own.length) : signature}
      </code>
      {summary && <span className="mlops-ApiName-summary">{summary}</span>}
    </li>
  );
}

function kindWord(kind: Name['kind'], trans: TranslationBundle): string {
  const words: Record<Name['kind'], string> = {
    module: trans.__('module'),
    class: trans.__('class'),
    function: trans.__('def'),
    attribute: trans.__('value')
  };
  return words[kind];
}
