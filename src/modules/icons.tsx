import { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

import exportSvg from '../../style/icons/export-modules.svg';
import releaseSvg from '../../style/icons/release.svg';
import syncSvg from '../../style/icons/sync.svg';
import type { Finding, ModuleCell, ModuleState } from '../api/types';

/** From cells to modules. */
export const exportIcon = new LabIcon({
  name: 'jupyter-mlops:export-modules',
  svgstr: exportSvg
});

/** A version that is given away. */
export const releaseIcon = new LabIcon({
  name: 'jupyter-mlops:release',
  svgstr: releaseSvg
});

/** Both ways between cells and modules. */
export const syncIcon = new LabIcon({
  name: 'jupyter-mlops:sync',
  svgstr: syncSvg
});

/** What is drawn for a state, in a box of 16 by 16. */
const STATES: Readonly<Record<ModuleState, string>> = {
  in_step: 'M5 8.2l2.1 2.1L11 6.2',
  new: 'M8 5v6M5 8h6',
  notebook_ahead: 'M8 11V5.2M5.4 7.6L8 5l2.6 2.6',
  module_ahead: 'M8 5v5.8M5.4 8.4L8 11l2.6-2.6',
  both_ahead: 'M6.2 10.8V5.4L4.6 7M9.8 5.2v5.4L11.4 9',
  conflict: 'M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  asks: 'M6.3 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.1v.3',
  foreign: 'M6 7.4V6.2a2 2 0 0 1 4 0v1.2M5.4 7.4h5.2v3.4H5.4z',
  blocked: 'M8 4.8v4M8 11v.2',
  orphaned: 'M5 8h6'
};

/** A state's picture. Its shape tells as much as its colour. */
export function ModuleIcon({ state }: { state: ModuleState }) {
  return (
    <svg
      className={`mlops-ModuleIcon mlops-mod-${tone(state)}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6" />
      <path d={STATES[state]} />
    </svg>
  );
}

/** How much a state matters. */
function tone(state: ModuleState): string {
  switch (state) {
    case 'in_step':
      return 'calm';
    case 'new':
    case 'notebook_ahead':
    case 'module_ahead':
    case 'both_ahead':
      return 'ahead';
    case 'conflict':
    case 'blocked':
      return 'trouble';
    case 'asks':
    case 'foreign':
      return 'asks';
    case 'orphaned':
      return 'gone';
  }
}

type Kind = 'added' | 'edited' | 'deleted' | 'moved' | 'merged' | 'conflict';

/** What is drawn for a change, in a box of 14 by 14. */
const CHANGES: Readonly<Record<Kind, string>> = {
  added: 'M7 2.5v9M2.5 7h9',
  deleted: 'M2.5 7h9',
  edited: 'M2.3 8.2c1.3-2.2 2.9-2.2 4.7-1s3.4 1.2 4.7-1',
  moved: 'M4.5 11.5v-9L2.3 4.7M9.5 2.5v9l2.2-2.2',
  merged: 'M3 2.5c0 3.5 4 2.5 4 6v3M11 2.5c0 3.5-4 2.5-4 6',
  conflict: 'M3.2 3.2l7.6 7.6M10.8 3.2l-7.6 7.6'
};

/** What has happened to a cell. */
export function ChangeIcon({ change }: Pick<ModuleCell, 'change'>) {
  const kind = change.replace('module_', '') as Kind;
  return (
    <svg
      className={`mlops-ModuleChangeIcon mlops-mod-${kind}`}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path d={CHANGES[kind]} />
    </svg>
  );
}

/** How much a finding weighs. */
export function FindingIcon({ severity }: Pick<Finding, 'severity'>) {
  return (
    <svg
      className={`mlops-ModuleIcon mlops-mod-${severity === 'error' ? 'trouble' : 'asks'}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {severity === 'error' ? (
        <circle cx="8" cy="8" r="6" />
      ) : (
        <path d="M8 2.6L14 13.2H2z" />
      )}
      <path d="M8 6v3M8 11v.2" />
    </svg>
  );
}
