import { LabIcon } from '@jupyterlab/ui-components';

import mlopsSvg from '../style/icons/mlops.svg';
import runAsJobSvg from '../style/icons/run-as-job.svg';

/** The panel. */
export const mlopsIcon = new LabIcon({
  name: 'jupyter-mlops:mlops',
  svgstr: mlopsSvg
});

/** Run a notebook as a job. */
export const runAsJobIcon = new LabIcon({
  name: 'jupyter-mlops:run-as-job',
  svgstr: runAsJobSvg
});
