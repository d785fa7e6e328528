import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useRef } from 'react';

import type { ReleasePlan } from '../api/types';
import { levelWord } from '../releaseParts/levels';
import type { ReleaseDialogModel } from './model';
import { stepsFrom } from './steps';
import type { IStep } from './steps';

const ID = 'mlops-release-version';

interface IProps {
  model: ReleaseDialogModel;
  plan: ReleasePlan;
  trans: TranslationBundle;
}

/** Which version: typed, or a step from the newest release. */
export function VersionField({ model, plan, trans }: IProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog was there before the field: whoever typed nothing yet begins here.
    if (!(document.activeElement instanceof HTMLInputElement)) {
      input.current?.select();
    }
  }, []);
  const { versionError: error } = model;
  const steps = stepsFrom(plan.latest);
  return (
    <section
      className="mlops-ReleaseVersion"
      aria-label={trans.__('Which version')}
    >
      <div className="mlops-ReleaseVersion-line">
        <label htmlFor={ID}>{trans.__('Version')}</label>
        <input
          ref={input}
          id={ID}
          type="text"
          spellCheck={false}
          autoComplete="off"
          value={model.version}
          placeholder={plan.advised}
          aria-invalid={error !== null}
          aria-describedby={`${ID}-note`}
          onChange={event => {
            model.version = event.target.value;
          }}
        />
        {steps.length > 0 && (
          <div
            className="mlops-ReleaseSteps"
            role="group"
            aria-label={trans.__('Step from %1', plan.latest)}
          >
            {steps.map(step => (
              <Step
                key={step.level}
                step={step}
                model={model}
                plan={plan}
                trans={trans}
              />
            ))}
          </div>
        )}
      </div>
      <p
        id={`${ID}-note`}
        className={`mlops-ReleaseVersion-note${error ? ' mlops-mod-wrong' : ''}`}
        role={error ? 'alert' : undefined}
      >
        {noteOf(model, plan, trans)}
      </p>
    </section>
  );
}

/** What is to be said of the version that was typed. */
function noteOf(
  model: ReleaseDialogModel,
  plan: ReleasePlan,
  trans: TranslationBundle
): string {
  const { versionError: error, normalized, version } = model;
  if (error) {
    return [error.message, error.hint].filter(Boolean).join(' ');
  }
  if (version.trim() === '') {
    return trans.__('For example %1.', plan.advised);
  }
  if (normalized !== null && normalized !== version.trim()) {
    return trans.__('Written as %1.', normalized);
  }
  return plan.latest
    ? trans.__('The newest release of %1 is %2.', plan.package, plan.latest)
    : trans.__('The first release of %1.', plan.package);
}

/** A button that chooses the version of a step. */
function Step(props: IProps & { step: IStep }): React.JSX.Element {
  const { step, model, plan, trans } = props;
  const { level, version } = step;
  const isAdvised = version === plan.advised;
  return (
    <button
      type="button"
      aria-pressed={version === model.version.trim()}
      className={isAdvised ? 'mlops-mod-advised' : ''}
      title={
        isAdvised
          ? trans.__('%1, as is advised', version)
          : trans.__('%1: a %2 step', version, levelWord(level, trans))
      }
      onClick={() => {
        model.version = version;
      }}
    >
      <span>{levelWord(level, trans)}</span>
      <strong>{version}</strong>
      {isAdvised && (
        <span className="mlops-ReleaseSteps-advised">
          {trans.__('advised')}
        </span>
      )}
    </button>
  );
}
