import { LabIcon } from '@jupyterlab/ui-components';

import checkSvg from '../../style/icons/check.svg';
import fixSvg from '../../style/icons/fix.svg';
import logSvg from '../../style/icons/log.svg';

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
