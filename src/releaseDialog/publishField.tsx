import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ReleasePlan } from '../api/types';
import { PathText } from '../components/pathText';
import { Toggle } from '../components/toggle';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  plan: ReleasePlan;
  trans: TranslationBundle;
}

/** Whether the release goes into the package index, and where that is. */
export function PublishField({ model, plan, trans }: IProps) {
  const label = trans.__('Publish to the package index');
  return (
    <section className="mlops-ReleasePublish" aria-label={trans.__('Publish')}>
      <Toggle
        value={model.publish}
        title={label}
        onChange={publish => {
          model.publish = publish;
        }}
      />
      <div className="mlops-ReleasePublish-words">
        <span>{label}</span>
        <span className="mlops-ReleasePublish-place">
          {model.publish ? (
            <PathText path={plan.index} />
          ) : (
            trans.__('It can be published later, from the list of versions.')
          )}
        </span>
      </div>
    </section>
  );
}
