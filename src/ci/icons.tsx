import { LabIcon } from '@jupyterlab/ui-components';
import React from 'react';

import checkSvg from '../../style/icons/check.svg';
import fixSvg from '../../style/icons/fix.svg';
import logSvg from '../../style/icons/log.svg';
import type { CheckFinding } from '../api/types';

/** Look whether notebooks are in order. */
export const checkIcon = new LabIcon({
  name: 'jupyter-mlops:check',
  svgstr: checkSvg
});

/** Mend what can be mended without a decision. */
export const fixIcon = new LabIcon({
  name: 'jupyter-mlops:fix',
  svgstr: fixSvg
});

/** What was written meanwhile. */
export const logIcon = new LabIcon({
  name: 'jupyter-mlops:log',
  svgstr: logSvg
});

/** What is drawn for a severity, in a box of 16 by 16. */
const SHAPES = {
  error:
    'M8 2.200a5.800 5.800 0 1 0 0 11.600 5.800 5.800 0 0 0 0-11.600M8 5v3.600M8 11v.2',
  warning: 'M8 2.800L14 13.200H2zM8 6.600v3M8 11.300v.2',
  note: 'M8 2.200a5.800 5.800 0 1 0 0 11.600 5.800 5.800 0 0 0 0-11.600M8 7.400V11M8 5v.2'
} as const;

/** How much a finding weighs. */
export function SeverityIcon({ severity }: Pick<CheckFinding, 'severity'>) {
  return (
    <svg
      className={`mlops-Severity mlops-mod-${severity}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={SHAPES[severity]} />
    </svg>
  );
}
