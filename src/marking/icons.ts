import { LabIcon } from '@jupyterlab/ui-components';

import exportSvg from '../../style/icons/export.svg';

/** A cell goes into a module. */
export const exportIcon = new LabIcon({
  name: 'jupyter-mlops:export',
  svgstr: exportSvg
});
