import React from 'react';

import { ActionButton } from '../components/states';
import { CommandIDs } from '../tokens';
import type { IPanelProps } from './panelProps';

interface IProps extends IPanelProps {
  /** Where a repository would be made. */
  folder: string;
}

/** There is no repository yet: the ways to one. */
export function NoRepository(props: IProps): React.JSX.Element {
  const { folder, commands, trans } = props;
  const name = folder.split('/').pop() ?? '';
  return (
    <div className="mlops-EmptyState">
      <p title={folder}>
        {name
          ? trans.__('The folder %1 is not under version control yet.', name)
          : trans.__('This folder is not under version control yet.')}
      </p>
      <div className="mlops-NoRepository-actions">
        <ActionButton
          primary
          label={trans.__('Start version control')}
          onClick={() => void commands.execute(CommandIDs.initRepository)}
        />
        <ActionButton
          label={trans.__('Clone…')}
          onClick={() => void commands.execute(CommandIDs.cloneRepository)}
        />
      </div>
    </div>
  );
}
