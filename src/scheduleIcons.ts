import { LabIcon } from '@jupyterlab/ui-components';

import scheduleSvg from '../style/icons/schedule.svg';
import sweepSvg from '../style/icons/sweep.svg';

/** Run a notebook by itself. */
export const scheduleIcon = new LabIcon({
  name: 'jupyter-mlops:schedule',
  svgstr: scheduleSvg
});

/** Run a notebook over a space of parameters. */
export const sweepIcon = new LabIcon({
  name: 'jupyter-mlops:sweep',
  svgstr: sweepSvg
});
