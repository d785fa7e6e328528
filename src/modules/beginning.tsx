import React from 'react';

import type { Modules } from '../api/types';
import { ActionButton } from '../components/states';
import { CommandIDs } from '../tokens';
import type { ModuleActions } from './actions';

interface IProps {
  status: Modules;
  actions: ModuleActions;
}

/** No cell is marked yet: how to begin. */
export function Beginning({ status, actions }: IProps): React.JSX.Element {
  const { commands, model, trans } = actions;
  const canMark =
    model.modules.followed.endsWith('.ipynb') &&
    commands.hasCommand(CommandIDs.markCell);
  return (
    <div className="mlops-EmptyState mlops-ModulesBeginning">
      <p>
        {trans.__(
          'Cells that prove themselves become modules of the package %1: begin a cell with',
          status.package
        )}{' '}
        <code>#| export</code>
        {canMark
          ? trans.__(', or mark the active one here.')
          : trans.__(', then export.')}
      </p>
      {canMark && (
        <ActionButton
          primary
          label={trans.__('Mark the active cell')}
          onClick={() => void commands.execute(CommandIDs.markCell)}
        />
      )}
    </div>
  );
}
