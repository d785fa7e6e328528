import { editIcon, refreshIcon, undoIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../components/iconButton';
import { diffIcon } from '../gitIcons';
import type { ChangeActions } from './actions';
import type { Row } from './rows';

interface IProps {
  row: Row;
  actions: ChangeActions;
}

/** What shows on hover; every one of them has a key. */
export function QuickActions({ row, actions }: IProps) {
  const { trans, model } = actions;
  if (row.type === 'note') {
    return null;
  }
  if (row.type === 'error') {
    return (
      <IconButton
        icon={refreshIcon}
        title={trans.__('Retry')}
        isTabStop={false}
        onClick={() => void model.refresh()}
      />
    );
  }
  return (
    <>
      <IconButton
        icon={diffIcon}
        title={trans.__('Compare with the last commit')}
        isTabStop={false}
        onClick={() => {
          actions.openDiff(row);
        }}
      />
      {actions.canGoTo(row) && (
        <IconButton
          icon={editIcon}
          title={
            row.type === 'cell' ? trans.__('Go to cell') : trans.__('Open file')
          }
          isTabStop={false}
          onClick={() => void actions.goTo(row)}
        />
      )}
      {row.file.actionable && (
        <IconButton
          icon={undoIcon}
          title={trans.__('Discard')}
          isTabStop={false}
          onClick={() => {
            actions.discard(row);
          }}
        />
      )}
    </>
  );
}
