import { editIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../components/iconButton';
import { diffIcon } from '../gitIcons';
import type { ModuleActions } from './actions';
import { exportIcon, syncIcon } from './icons';
import type { Row } from './rows';
import { isToExport, isToSync } from './words';

interface IProps {
  row: Row;
  actions: ModuleActions;
}

/** What shows on hover; every one of them has a key. */
export function QuickActions({ row, actions }: IProps) {
  const { trans } = actions;
  if (row.type === 'cell') {
    return (
      <>
        {row.isOpen !== null && (
          <Quick
            icon={diffIcon}
            title={
              row.isOpen ? trans.__('Hide difference') : trans.__('Compare')
            }
            onClick={() => {
              actions.toggleCompared(row);
            }}
          />
        )}
        {row.cell.module_line !== null && (
          <Quick
            icon={editIcon}
            title={trans.__('Go to the module')}
            onClick={() => {
              actions.openModule(row.module, row.cell.module_line);
            }}
          />
        )}
      </>
    );
  }
  if (row.type !== 'module') {
    return null;
  }
  const { module } = row;
  return (
    <>
      {isToExport(module) && (
        <Quick
          icon={exportIcon}
          title={trans.__('Export')}
          onClick={() => {
            actions.export(module);
          }}
        />
      )}
      {isToSync(module) && (
        <Quick
          icon={syncIcon}
          title={trans.__('Sync')}
          onClick={() => {
            actions.sync(module);
          }}
        />
      )}
      <Quick
        icon={editIcon}
        title={trans.__('Open module')}
        onClick={() => {
          actions.openModule(module);
        }}
      />
    </>
  );
}

function Quick(
  props: Omit<React.ComponentProps<typeof IconButton>, 'isTabStop'>
) {
  return <IconButton {...props} isTabStop={false} />;
}
