import React, { useCallback, useEffect } from 'react';

import { TreeList } from '../components/treeList';
import type { ChangeActions } from './actions';
import { actOf } from './keys';
import { ChangeRow } from './row';
import type { Row } from './rows';

interface IProps {
  rows: readonly Row[];
  actions: ChangeActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
  onMessageKey: () => void;
}

/** The changes. */
export function ChangeList(props: IProps): React.JSX.Element {
  const { actions, onMessageKey, ...rest } = props;
  const { model, trans } = actions;
  return (
    <TreeList
      {...rest}
      className="mlops-ChangeList"
      rowClass="mlops-Change"
      label={trans.__('Changes')}
      rowHeight={24}
      model={model}
      draw={(row, place) => (
        <ChangeRow row={row} {...place} actions={actions} />
      )}
      onOpen={row => {
        open(row, actions);
      }}
      onMenu={(row, x, y) => void openMenu(row, actions, x, y)}
      onWindow={useLook(props)}
      actOf={(key, row, place) =>
        actOf(key, row, place, { actions, onMessageKey })
      }
    />
  );
}

/** Tell the model what is in view. */
function useLook({ rows, actions }: IProps) {
  const { model } = actions;
  useEffect(
    () => () => {
      model.look([]);
    },
    [model]
  );
  return useCallback(
    (start: number, end: number) => {
      const files = new Set(rows.slice(start, end).map(row => row.file));
      model.look([...files]);
    },
    [model, rows]
  );
}

/** A click shows the difference; where there is none to show it unfolds. */
function open(row: Row, actions: ChangeActions): void {
  if (row.type !== 'note' && row.type !== 'error') {
    actions.openDiff(row);
  }
}

async function openMenu(
  row: Row,
  actions: ChangeActions,
  x: number,
  y: number
): Promise<void> {
  const { openRowMenu } = await import('./rowMenu');
  openRowMenu(row, actions, x, y);
}
