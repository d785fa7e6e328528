import { caretRightIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { CiActions } from './actions';
import { Content, rowLabel } from './content';
import { QuickActions } from './quickActions';
import type { Row } from './rows';

interface IProps {
  row: Row;
  id: string;
  index: number;
  isCurrent: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  actions: CiActions;
}

/** A run of checks, a check, a finding, or what a forge tells: on one line. */
export function CiRow(props: IProps): React.JSX.Element {
  const { row, actions, now } = props;
  const { isOpen, level } = row;
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 1}
      aria-level={level}
      aria-expanded={isOpen ?? undefined}
      aria-selected={props.isCurrent}
      aria-label={rowLabel(row, actions.trans)}
      className={`mlops-ListRow mlops-CiRow mlops-mod-${row.type}`}
      data-level={level}
      data-row={row.id}
    >
      <div role="gridcell" className="mlops-CiRow-twisty" aria-hidden="true">
        {isOpen !== null && <Twisty {...props} />}
      </div>
      <div role="gridcell" className="mlops-CiRow-line">
        <Content row={row} now={now} trans={actions.trans} />
      </div>
      <div role="gridcell" className="mlops-CiRow-actions">
        <QuickActions row={row} actions={actions} />
      </div>
    </div>
  );
}

/** Folds and unfolds; keys do so too. */
function Twisty({ row, actions }: IProps): React.JSX.Element {
  return (
    // Keys do the same, for the list as a whole.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <span
      onClick={event => {
        event.stopPropagation();
        actions.model.activeId = row.id;
        actions.toggle(row);
      }}
    >
      <caretRightIcon.react tag="span" width="14px" height="14px" />
    </span>
  );
}
