import { LabIcon } from '@jupyterlab/ui-components';

import moduleSvg from '../../style/icons/module.svg';

/** A module, which cells go into. */
export const moduleIcon = new LabIcon({
  name: 'jupyter-mlops:module',
  svgstr: moduleSvg
});
