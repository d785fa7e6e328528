import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { RunDetail } from '../api/types';

/** Which modules made of notebook cells a run has imported, in which version. */
export function ImportedModules(props: {
  run: RunDetail;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { run, trans } = props;
  const modules = run.environment?.modules ?? [];
  return modules.length === 0 ? null : (
    <section>
      <h2>{trans.__('Modules that it imported')}</h2>
      <table className="mlops-PageTable">
        <thead>
          <tr>
            <th>{trans.__('Module')}</th>
            <th>{trans.__('Version')}</th>
            <th>SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {modules.map(({ name, version, edited, content }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                {edited
                  ? trans.__('%1, edited since', version || '–')
                  : version || '–'}
              </td>
              <td title={content}>
                <code>{content.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
