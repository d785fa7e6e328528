import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

import { Markdown } from '../components/markdown';
import { Segmented } from '../components/segmented';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** What the changelog says of the release: to be written, or as it will look. */
export function ChangelogField(props: IProps): React.JSX.Element {
  const { model, rendermime, trans } = props;
  const [view, setView] = useState<'write' | 'preview'>('write');
  const label = trans.__('Changelog');
  return (
    <section className="mlops-ReleaseChangelog" aria-label={label}>
      <div className="mlops-ReleaseChangelog-head">
        <h3>{label}</h3>
        <Segmented
          label={trans.__('How the changelog is shown')}
          value={view}
          options={[
            {
              value: 'write',
              label: trans.__('Write'),
              title: trans.__('Write Markdown')
            },
            {
              value: 'preview',
              label: trans.__('Preview'),
              title: trans.__('See how it will look')
            }
          ]}
          onChange={setView}
        />
      </div>
      {view === 'write' ? (
        <textarea
          value={model.changelog}
          aria-label={label}
          placeholder={trans.__('What is new for those who use it')}
          rows={Math.min(10, Math.max(5, model.changelog.split('\n').length))}
          onChange={event => {
            model.changelog = event.target.value;
          }}
        />
      ) : (
        <div className="mlops-ReleaseChangelog-preview">
          {model.changelog.trim() === '' ? (
            <p>{trans.__('Nothing is written yet.')}</p>
          ) : (
            <Markdown
              className="mlops-ReleaseMarkdown"
              rendermime={rendermime}
              text={model.changelog}
            />
          )}
        </div>
      )}
    </section>
  );
}
