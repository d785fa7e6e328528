import { LabIcon } from '@jupyterlab/ui-components';

import changesSvg from '../../style/icons/changes.svg';
import commitSvg from '../../style/icons/commit.svg';
import compareSvg from '../../style/icons/compare.svg';

/** Two versions side by side. */
export const compareIcon = new LabIcon({
  name: 'jupyter-mlops:compare',
  svgstr: compareSvg
});

/** What has changed. */
export const changesIcon = new LabIcon({
  name: 'jupyter-mlops:changes',
  svgstr: changesSvg
});

/** A commit. */
export const commitIcon = new LabIcon({
  name: 'jupyter-mlops:commit',
  svgstr: commitSvg
});
