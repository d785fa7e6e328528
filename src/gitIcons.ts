import { LabIcon } from '@jupyterlab/ui-components';

import branchSvg from '../style/icons/branch.svg';
import diffSvg from '../style/icons/diff.svg';
import historySvg from '../style/icons/history.svg';
import pinSvg from '../style/icons/pin.svg';
import pullSvg from '../style/icons/pull.svg';
import pushSvg from '../style/icons/push.svg';

/** A branch. */
export const branchIcon = new LabIcon({
  name: 'jupyter-mlops:branch',
  svgstr: branchSvg
});

/** Two versions side by side. */
export const diffIcon = new LabIcon({
  name: 'jupyter-mlops:diff',
  svgstr: diffSvg
});

/** Commits of the past. */
export const historyIcon = new LabIcon({
  name: 'jupyter-mlops:history',
  svgstr: historySvg
});

/** Stay with something. */
export const pinIcon = new LabIcon({
  name: 'jupyter-mlops:pin',
  svgstr: pinSvg
});

/** From the remote to here. */
export const pullIcon = new LabIcon({
  name: 'jupyter-mlops:pull',
  svgstr: pullSvg
});

/** From here to the remote. */
export const pushIcon = new LabIcon({
  name: 'jupyter-mlops:push',
  svgstr: pushSvg
});
