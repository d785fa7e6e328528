import {
  launchIcon,
  refreshIcon,
  runIcon,
  stopIcon
} from '@jupyterlab/ui-components';
import type { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../components/iconButton';
import type { CiActions } from './actions';
import { fixIcon, logIcon } from './icons';
import { doings } from './doings';
import type { Doing } from './doings';
import type { Row } from './rows';

const ICONS: Readonly<Partial<Record<Doing, LabIcon>>> = {
  again: refreshIcon,
  failed: runIcon,
  cancel: stopIcon,
  fix: fixIcon,
  log: logIcon,
  link: launchIcon
};

interface IProps {
  row: Row;
  actions: CiActions;
}

/** What shows on hover; every one of them has a key and stands in the menu. */
export function QuickActions({ row, actions }: IProps): React.JSX.Element {
  return (
    <>
      {doings(row, actions).map(({ doing, label, act }) => {
        const icon = ICONS[doing];
        return (
          icon && (
            <IconButton
              key={doing}
              icon={icon}
              title={label}
              isTabStop={false}
              onClick={act}
            />
          )
        );
      })}
    </>
  );
}
