import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo } from 'react';

import type { components } from '../api/schema';
import { readTable, shownTable } from './tables';
import type { IShownCell, IShownRow } from './tables';
import type { IView } from './view';

interface IProps {
  view: IView;
  table: components['schemas']['TableView'];
  /** Both sides as HTML. */
  base: string;
  head: string;
}

/** A DataFrame: only rows and columns that differ; what a value was shows on hover and focus. */
export function TableDiff({ view, table, base, head }: IProps) {
  const { trans } = view;
  const shown = useMemo(() => {
    const sides = [readTable(base), readTable(head)] as const;
    return sides[0] && sides[1] && shownTable(table, sides[0], sides[1]);
  }, [table, base, head]);
  const about = aboutTable(table, trans);
  if (!shown) {
    return <p className="mlops-DiffNote">{about}</p>;
  }
  return (
    <div
      className="mlops-DiffTable"
      role="region"
      // What scrolls must be within reach of the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={trans.__('What differs of the table')}
    >
      <table>
        <thead>
          <tr>
            <td />
            {shown.columns.map(({ label, state }, index) => (
              <th key={index} scope="col" className={modifier(state)}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.rows.map((row, index) => (
            <Row key={index} row={row} view={view} />
          ))}
        </tbody>
      </table>
      <p className="mlops-DiffNote">
        {about}
        {(table.cells_omitted ?? 0) > 0 &&
          ' · ' + trans.__('%1 more cells differ', table.cells_omitted)}
      </p>
    </div>
  );
}

function Row({ row, view }: { row: IShownRow; view: IView }) {
  return (
    <tr className={modifier(row.state)}>
      <th scope="row">{row.label}</th>
      {row.cells.map((cell, index) => (
        <Value key={index} cell={cell} view={view} />
      ))}
    </tr>
  );
}

function Value({ cell, view }: { cell: IShownCell; view: IView }) {
  const { text, before, isClose = false, state } = cell;
  if (before === undefined) {
    return <td className={modifier(state)}>{text}</td>;
  }
  const was = view.trans.__('was %1', before);
  return (
    <td
      className={isClose ? 'mlops-mod-close' : 'mlops-mod-differs'}
      title={was}
    >
      <del>{before}</del>
      <span className="mlops-visuallyHidden"> → </span>
      {text}
    </td>
  );
}

function modifier(state: string | undefined): string | undefined {
  return state && `mlops-mod-${state}`;
}

/** `5 rows × 3 columns`, before and after where that differs. */
function aboutTable(table: IProps['table'], trans: TranslationBundle): string {
  const [before, after] = [table.base_shape, table.head_shape].map(
    ([rows, columns]) => trans.__('%1 rows × %2 columns', rows, columns)
  );
  return before === after ? (after ?? '') : `${before ?? ''} → ${after ?? ''}`;
}
