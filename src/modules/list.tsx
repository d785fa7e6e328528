import React from 'react';

import { TreeList } from '../components/treeList';
import type { ModuleActions } from './actions';
import { hasBlock, RowBlock } from './block';
import { actOf } from './keys';
import { ModuleRow } from './row';
import type { Row } from './rows';

interface IProps {
  rows: readonly Row[];
  actions: ModuleActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/** The modules and what is in them. */
export function ModuleList(props: IProps): React.JSX.Element {
  const { actions, ...rest } = props;
  const { model, trans } = actions;
  return (
    <TreeList
      {...rest}
      className="mlops-ModuleList"
      rowClass="mlops-Module"
      label={trans.__('Modules')}
      rowHeight={24}
      model={model}
      draw={(row, place) => (
        <ModuleRow row={row} {...place} actions={actions} />
      )}
      blocks={{
        className: 'mlops-ModuleBlock',
        has: hasBlock,
        level: () => 3,
        draw: row => <RowBlock row={row} actions={actions} />
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
  actions: ModuleActions,
  x: number,
  y: number
): Promise<void> {
  const { openRowMenu } = await import('./rowMenu');
  openRowMenu(row, actions, x, y);
}
