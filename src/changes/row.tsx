import { caretRightIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { ChangeActions } from './actions';
import { hasOutputsOnly } from './amount';
import { FileContent, fileLabel } from './fileContent';
import { InsideContent, insideLabel } from './insideContent';
import { QuickActions } from './quickActions';
import type { Row } from './rows';
import { TickBox } from './tickBox';
import { tickTitle, tickWord } from './words';

interface IProps {
  row: Row;
  id: string;
  index: number;
  isCurrent: boolean;
  actions: ChangeActions;
}

/** One change, on one line. */
export const ChangeRow = React.memo(function ChangeRow(
  props: IProps
): React.JSX.Element {
  const { row, actions } = props;
  const { trans } = actions;
  const isFile = row.type === 'file';
  const isOpen = isFile ? row.isOpen : null;
  const what = isFile ? fileLabel(row, trans) : insideLabel(row, trans);
  const staged = 'tick' in row ? tickWord(row.tick, trans) : '';
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 1}
      aria-level={isFile ? 1 : 2}
      aria-expanded={isOpen ?? undefined}
      aria-selected={props.isCurrent}
      aria-label={[what, staged].filter(Boolean).join(', ')}
      className={`mlops-ListRow mlops-Change mlops-mod-${row.type}`}
      data-row={row.id}
    >
      <div role="gridcell" className="mlops-Change-tick">
        {isFile && <Twisty row={row} actions={actions} />}
        {'tick' in row && (
          <TickBox
            tick={row.tick}
            label={what}
            title={tickTitle(row.tick, trans)}
            disabled={!row.file.actionable}
            onChange={next => {
              actions.setTick(row, next);
            }}
          />
        )}
      </div>
      <div role="gridcell" className="mlops-Change-line">
        {isFile ? (
          <FileContent
            row={row}
            root={actions.model.current?.path ?? ''}
            isQuiet={
              actions.model.settings.commitCodeOnly &&
              row.tick === 'none' &&
              hasOutputsOnly(row.file, row.changes)
            }
            isFollowed={actions.model.repository.followed === row.file.path}
            trans={trans}
          />
        ) : (
          <InsideContent row={row} actions={actions} />
        )}
      </div>
      <div role="gridcell" className="mlops-Change-actions">
        <QuickActions row={row} actions={actions} />
      </div>
    </div>
  );
});

/** Folds and unfolds; keys do so too. */
function Twisty({ row, actions }: Pick<IProps, 'actions' | 'row'>) {
  const isOpen = row.type === 'file' ? row.isOpen : null;
  return (
    <span
      className="mlops-Change-twisty"
      aria-hidden="true"
      onClick={event => {
        event.stopPropagation();
        if (isOpen !== null) {
          actions.model.setOpen(row.file.path, !isOpen);
        }
      }}
    >
      {isOpen !== null && (
        <caretRightIcon.react tag="span" width="14px" height="14px" />
      )}
    </span>
  );
}
