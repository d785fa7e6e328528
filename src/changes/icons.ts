import { LabIcon } from '@jupyterlab/ui-components';

import changesSvg from '../../style/icons/changes.svg';
import commitSvg from '../../style/icons/commit.svg';

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
