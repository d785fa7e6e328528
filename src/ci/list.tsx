import React from 'react';

import { useNow } from '../components/hooks';
import { TreeList } from '../components/treeList';
import type { CiActions } from './actions';
import { hasBlock, RowBlock } from './block';
import { actOf } from './keys';
import { CiRow } from './row';
import type { Row } from './rows';

/** How often times are told anew, in milliseconds: a job that runs counts seconds. */
const TICK = 1000;

interface IProps {
  rows: readonly Row[];
  actions: CiActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** What the checks here and the forges say. */
export function CiList(props: IProps): React.JSX.Element {
  const { actions, ...rest } = props;
  const { model, trans } = actions;
  const now = useNow(TICK);
  return (
    <TreeList
      {...rest}
      className="mlops-CiList"
      rowClass="mlops-CiRow"
      label={trans.__('Checks')}
      rowHeight={24}
      model={model}
      draw={(row, place) => (
        <CiRow row={row} {...place} now={now} actions={actions} />
      )}
      blocks={{
        className: 'mlops-CiBlock',
        has: hasBlock,
        level: row => row.level + 1,
        draw: row => <RowBlock row={row} now={now} actions={actions} />
      }}
      onOpen={row => {
        actions.open(row);
      }}
      onMenu={(row, x, y) => void openMenu(row, actions, x, y)}
      actOf={(key, row, place) => actOf(key, row, place, actions)}
    />
  );
}

async function openMenu(
  row: Row,
  actions: CiActions,
  x: number,
  y: number
): Promise<void> {
  const { openRowMenu } = await import('./rowMenu');
  openRowMenu(row, actions, x, y);
}
