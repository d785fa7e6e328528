import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo } from 'react';

import type { ModuleCell } from '../api/types';
import { compareLines, wholeLines } from './lines';
import type { ILine } from './lines';

/** Most lines that are shown of a side. */
const LIMIT = 60;

interface IProps {
  cell: ModuleCell;
  trans: TranslationBundle;
}

/** What was edited in a cell since the last export: in the notebook, in the module. */
export function CellDifference({ cell, trans }: IProps): React.JSX.Element {
  const { base, notebook_text: notebook, module_text: module } = cell;
  const sides = useMemo(
    () => [
      { name: trans.__('Notebook'), lines: sideLines(base, notebook) },
      { name: trans.__('Module'), lines: sideLines(base, module) }
    ],
    [base, notebook, module, trans]
  );
  const edited = sides.filter(({ lines }) => lines.length > 0);
  if (edited.length === 0) {
    return (
      <p className="mlops-ModuleBlock-hint">
        {trans.__('Its text is as in the last export.')}
      </p>
    );
  }
  return (
    <>
      {edited.map(({ name, lines }) => (
        <Side key={name} name={name} lines={lines} trans={trans} />
      ))}
    </>
  );
}

/** How a side differs from the last export; what was never exported there is no difference. */
function sideLines(base: string | null, side: string | null): ILine[] {
  if (side === null) {
    return base === null ? [] : wholeLines('removed', base);
  }
  return base === null ? wholeLines('added', side) : compareLines(base, side);
}

function Side(props: {
  name: string;
  lines: readonly ILine[];
  trans: TranslationBundle;
}) {
  const { name, lines, trans } = props;
  const more = lines.length - LIMIT;
  return (
    <figure className="mlops-ModuleDiff" aria-label={name}>
      <figcaption>{name}</figcaption>
      <pre>
        {lines.slice(0, LIMIT).map((line, index) => (
          <span key={index} className={`mlops-mod-${line.kind}`}>
            <Sign kind={line.kind} />
            {line.text}
            {'\n'}
          </span>
        ))}
      </pre>
      {more > 0 && (
        <p className="mlops-ModuleBlock-hint">
          {trans._n('%1 more line', '%1 more lines', more)}
        </p>
      )}
    </figure>
  );
}

/** Colour is never the only sign. */
function Sign({ kind }: Pick<ILine, 'kind'>): React.JSX.Element {
  const signs = { same: ' ', removed: '−', added: '+', gap: '⋯' };
  return <span className="mlops-ModuleDiff-sign">{signs[kind]}</span>;
}
