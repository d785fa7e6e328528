import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleasePlan } from '../api/types';
import { CheckField } from '../jobForm/checkField';
import { ApiChanges } from '../releaseParts/apiChanges';
import type { GoToCell } from '../releaseParts/apiChanges';
import { countChanges, levelWord } from '../releaseParts/levels';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  plan: ReleasePlan;
  goToCell: GoToCell;
  trans: TranslationBundle;
}

/** Which step is advised, and why; where the version says otherwise, whether that is meant. */
export function Advice(props: IProps): React.JSX.Element {
  const { plan, goToCell, trans } = props;
  return (
    <section className="mlops-Advice" aria-label={trans.__('Advice')}>
      <p className="mlops-Advice-head">
        <strong>{adviceWords(plan, trans)}</strong>{' '}
        <span>{countChanges(plan.reasons, trans)}</span>
      </p>
      {plan.reasons.length > 0 && (
        <ApiChanges changes={plan.reasons} goToCell={goToCell} trans={trans} />
      )}
      <Contradiction {...props} />
    </section>
  );
}

function adviceWords(plan: ReleasePlan, trans: TranslationBundle): string {
  const { latest, advised, level } = plan;
  return latest === ''
    ? trans.__('%1 is advised.', advised)
    : trans.__('%1 is advised: a %2 step.', advised, levelWord(level, trans));
}

/** Asks for a word where the version is a smaller step than the changes ask for. */
function Contradiction({ model, plan, trans }: IProps) {
  if (!model.contradicts) {
    return null;
  }
  return (
    <div className="mlops-Contradiction" role="alert">
      <p>
        {trans.__(
          '%1 is a smaller step than these changes ask for.',
          plan.version
        )}{' '}
        {plan.level === 'major'
          ? trans.__(
              'Who relies on %1 will take it for compatible, and their code may break.',
              plan.latest
            )
          : trans.__(
              'Who relies on %1 will not expect anything new in it.',
              plan.latest
            )}
      </p>
      <CheckField
        label={trans.__('%1 is what I mean', plan.version)}
        value={model.isConfirmed}
        onChange={isConfirmed => {
          model.isConfirmed = isConfirmed;
        }}
      />
    </div>
  );
}
