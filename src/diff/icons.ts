import { LabIcon } from '@jupyterlab/ui-components';

import diffSvg from '../../style/icons/diff.svg';

/** Two versions side by side. */
export const diffIcon = new LabIcon({
  name: 'jupyter-mlops:diff',
  svgstr: diffSvg
});
