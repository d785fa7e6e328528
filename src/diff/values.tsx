import React from 'react';

import type { components } from '../api/schema';
import type { IView } from './view';

type ValueChange = components['schemas']['ValueChange'];

interface IProps {
  view: IView;
  values: readonly ValueChange[];
  omitted?: number;
}

/** Values that differ, a line each: where, what it was, what it is. */
export function Values({ view, values, omitted = 0 }: IProps) {
  const { trans } = view;
  return (
    <table className="mlops-DiffValues">
      <tbody>
        {values.map(value => (
          <tr key={value.path.join('\0')}>
            <th scope="row">{value.path.join('.')}</th>
            <td>
              {value.kind !== 'added' && (
                <del>
                  <span className="mlops-visuallyHidden">
                    {trans.__('before:')}
                  </span>
                  {literal(value.before)}
                </del>
              )}
            </td>
            <td>
              {value.kind !== 'removed' && (
                <ins>
                  <span className="mlops-visuallyHidden">
                    {trans.__('after:')}
                  </span>
                  {literal(value.after)}
                </ins>
              )}
            </td>
          </tr>
        ))}
        {omitted > 0 && (
          <tr>
            <td colSpan={3} className="mlops-DiffNote">
              {trans._n('and %1 more', 'and %1 more', omitted)}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function literal(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
