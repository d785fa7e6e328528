import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Again } from '../api/types';

/** What is not as it was in the run that this one repeats. */
export function Differences(props: {
  again: Again;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { again, trans } = props;
  const { packages, differences } = again;
  if (packages.length + differences.length === 0) {
    return (
      <p className="mlops-Differences">
        {trans.__(
          'Same code, parameters and packages as in the run that it repeats.'
        )}
      </p>
    );
  }
  const none = trans.__('none');
  return (
    <div className="mlops-Differences" role="status">
      <p>{trans.__('Not as in the run that it repeats:')}</p>
      <ul>
        {differences.map(text => (
          <li key={text}>{text}</li>
        ))}
        {packages.slice(0, 12).map(({ name, before, now }) => (
          <li key={name}>
            <code>{name}</code> {before ?? none} → {now ?? none}
          </li>
        ))}
        {packages.length > 12 && (
          <li>{trans.__('and %1 more packages', packages.length - 12)}</li>
        )}
      </ul>
    </div>
  );
}
