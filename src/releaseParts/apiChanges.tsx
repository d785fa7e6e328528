import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ApiChange } from '../api/types';
import { changeSign, LEVELS, levelWord } from './levels';
import type { Level } from './levels';

/** Leads to a cell: the notebook's contents path, and the cell's index in it. */
export type GoToCell = (notebook: string, index: number) => void;

interface IProps {
  changes: readonly ApiChange[];
  goToCell: GoToCell;
  trans: TranslationBundle;
}

/** Changes of a public API, the weightiest first, each with the cell that it comes from. */
export function ApiChanges(props: IProps): React.JSX.Element {
  const { changes, trans } = props;
  return (
    <ul
      className="mlops-ApiChanges"
      aria-label={trans.__('Changes of the API')}
    >
      {LEVELS.flatMap(level =>
        changes
          .filter(change => change.level === level)
          .map((change, index) => (
            <Change
              key={`${level} ${index} ${change.name}`}
              {...props}
              change={change}
            />
          ))
      )}
    </ul>
  );
}

function Change(props: IProps & { change: ApiChange }): React.JSX.Element {
  const { change, goToCell, trans } = props;
  const { level, message, name, notebook, index } = change;
  return (
    <li className={`mlops-ApiChange mlops-mod-${level}`}>
      <span className="mlops-ApiChange-sign" aria-hidden="true">
        {changeSign(change)}
      </span>
      <LevelChip level={level} trans={trans} />
      <span className="mlops-ApiChange-message" title={name}>
        {message}
      </span>
      {notebook !== null && index !== null && (
        <button
          type="button"
          className="mlops-Button mlops-mod-quiet mlops-ApiChange-place"
          title={trans.__('Go to the cell in %1', notebook)}
          onClick={() => {
            goToCell(notebook, index);
          }}
        >
          {trans.__('%1 [%2]', notebook.split('/').pop() ?? '', index + 1)}
        </button>
      )}
    </li>
  );
}

/** A step's name in its colour. */
export function LevelChip(props: {
  level: Level;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { level, trans } = props;
  return (
    <span className={`mlops-LevelChip mlops-mod-${level}`}>
      {levelWord(level, trans)}
    </span>
  );
}
