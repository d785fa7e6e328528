import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { formatValue } from '../format';
import type { SweepDialogModel } from './model';

/** Points that show. */
const SHOWN = 4;

interface IProps {
  model: SweepDialogModel;
  trans: TranslationBundle;
}

/** How many runs it will be, and the first of them; or what is missing. */
export function SweepSummary({ model, trans }: IProps): React.JSX.Element {
  const { count, reading, preview, previewError } = model;
  if (previewError) {
    return (
      <div className="mlops-SweepSummary mlops-mod-wrong" role="alert">
        <p>{previewError.message}</p>
        {previewError.hint && <p>{previewError.hint}</p>}
      </div>
    );
  }
  if (!reading.space) {
    return (
      <div className="mlops-SweepSummary" aria-live="polite">
        <p>{reading.lack}</p>
      </div>
    );
  }
  return (
    <div className="mlops-SweepSummary" aria-live="polite">
      <p className="mlops-SweepSummary-count">
        {trans._n('%1 run', '%1 runs', count)}
        <span>{product(model)}</span>
      </p>
      {preview && (
        <Points points={preview.points} count={count} trans={trans} />
      )}
    </div>
  );
}

/** How the number comes about: `3 × 4`. */
function product({ reading }: SweepDialogModel): string {
  const { space } = reading;
  if (space?.kind !== 'grid') {
    return '';
  }
  const lengths = Object.values(space.values).map(each => each.length);
  return lengths.length > 1 ? lengths.join(' × ') : '';
}

function Points(props: {
  points: readonly Record<string, unknown>[];
  count: number;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { points, count, trans } = props;
  const shown = points.slice(0, SHOWN);
  const names = [...new Set(points.flatMap(point => Object.keys(point)))];
  return (
    <div className="mlops-SweepSummary-points">
      <table aria-label={trans.__('The first runs')}>
        <thead>
          <tr>
            {names.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((point, index) => (
            <tr key={index}>
              {names.map(name => (
                <td key={name}>
                  {name in point ? formatValue(point[name], 24) : ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {count > shown.length && (
        <p>{trans.__('… and %1 more', count - shown.length)}</p>
      )}
    </div>
  );
}
