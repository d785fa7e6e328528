import type { TranslationBundle } from '@jupyterlab/translation';
import { caretRightIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { Plan } from '../api/types';
import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import type { PlanModel } from './plan';

type Change = Plan['changes'][number];

interface IProps {
  model: PlanModel;
  trans: TranslationBundle;
}

/** The jobs of `pyproject.toml`, where they are not those that are there: what applying would do. */
export function PlanBanner({ model, trans }: IProps): React.JSX.Element | null {
  useChanges(model);
  const { plan, error } = model;
  if (error && error.status !== 404) {
    return (
      <div className="mlops-Plan mlops-mod-wrong" role="alert">
        <p>{[error.message, error.hint].filter(Boolean).join(' ')}</p>
        <ActionButton
          label={trans.__('Read again')}
          onClick={() => void model.refresh()}
        />
      </div>
    );
  }
  if (!plan) {
    return null;
  }
  return (
    <section className="mlops-Plan" aria-label={trans.__('Jobs as code')}>
      <div className="mlops-Plan-line">
        <button
          type="button"
          className="mlops-Plan-head"
          aria-expanded={model.isOpen}
          onClick={() => {
            model.isOpen = !model.isOpen;
          }}
        >
          <caretRightIcon.react tag="span" className="mlops-Twisty" />
          <span>
            {trans._n(
              '%1 job of %2 differs',
              '%1 jobs of %2 differ',
              plan.changes.length,
              plan.file ?? 'pyproject.toml'
            )}
          </span>
          <span className="mlops-Plan-counts">{counts(plan)}</span>
        </button>
        <ActionButton
          label={model.isApplying ? trans.__('Applying…') : trans.__('Apply')}
          onClick={() => {
            if (!model.isApplying) {
              void model.apply();
            }
          }}
        />
      </div>
      {model.isOpen && (
        <ul className="mlops-Plan-changes">
          {plan.changes.map(change => (
            <PlannedChange key={change.name} change={change} trans={trans} />
          ))}
        </ul>
      )}
    </section>
  );
}

const SIGNS: Readonly<Record<Change['action'], string>> = {
  create: '+',
  update: '~',
  delete: '−'
};

function PlannedChange(props: {
  change: Change;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { change, trans } = props;
  return (
    <li className={`mlops-PlannedChange mlops-mod-${change.action}`}>
      <p>
        <span className="mlops-PlannedChange-sign" aria-hidden="true">
          {SIGNS[change.action]}
        </span>
        <strong>{change.name}</strong>
        <span className="mlops-PlannedChange-action">
          {actionWord(change.action, trans)}
        </span>
      </p>
      {change.action !== 'delete' && change.fields.length > 0 && (
        <table>
          <tbody>
            {change.fields.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>
                  {before !== null && <del>{before}</del>}
                  {before !== null && after !== null && ' → '}
                  {after !== null && <ins>{after}</ins>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}

function actionWord(
  action: Change['action'],
  trans: TranslationBundle
): string {
  const words: Record<Change['action'], string> = {
    create: trans.__('will be made'),
    update: trans.__('will be changed'),
    delete: trans.__('will be deleted')
  };
  return words[action];
}

/** How many of which kind: `+1 ~2 −1`. */
function counts({ changes }: Plan): string {
  const kinds: Change['action'][] = ['create', 'update', 'delete'];
  const words = kinds.flatMap(kind => {
    const count = changes.filter(each => each.action === kind).length;
    return count > 0 ? [`${SIGNS[kind]}${count}`] : [];
  });
  return words.join(' ');
}
