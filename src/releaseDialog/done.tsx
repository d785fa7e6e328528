import type { TranslationBundle } from '@jupyterlab/translation';
import { checkIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { Released } from '../api/types';
import { ActionButton } from '../components/states';
import { CommitButton } from '../releaseParts/commitButton';
import { CopyLine } from '../releaseParts/copyLine';
import {
  distributionName,
  installFromFolder,
  installLine
} from '../releaseParts/install';
import { ReleaseFiles } from '../releaseParts/releaseFiles';
import type { ReleaseDialogModel } from './model';

interface IProps {
  model: ReleaseDialogModel;
  released: Released;
  showVersions: () => void;
  leave: () => void;
  trans: TranslationBundle;
}

/** What was released, and how it is installed. */
export function Done(props: IProps): React.JSX.Element {
  const { model, released, showVersions, leave, trans } = props;
  const { release } = released;
  const line = lineOf(released, model.plan?.package ?? '');
  return (
    <div className="mlops-ReleaseDone">
      <p className="mlops-ReleaseDone-head" role="status">
        <checkIcon.react tag="span" width="16px" height="16px" />
        <strong>{trans.__('%1 is released.', release.version)}</strong>
      </p>
      <p className="mlops-ReleaseDone-facts">
        <span>{trans.__('Tag %1', release.tag)}</span>
        <CommitButton commit={release.commit} trans={trans} />
        {released.dist && <span>{trans.__('Files in %1', released.dist)}</span>}
      </p>
      <ReleaseFiles files={release.files} trans={trans} />
      {line && (
        <section aria-label={trans.__('Install it')}>
          <h3>{trans.__('Install it')}</h3>
          <CopyLine text={line} trans={trans} />
        </section>
      )}
      <ActionButton
        label={trans.__('Show all versions')}
        quiet
        onClick={() => {
          leave();
          showVersions();
        }}
      />
    </div>
  );
}

/** From the index where it was published, else from its files; null where those lie out of sight. */
function lineOf(released: Released, name: string): string | null {
  const { release, index_url: indexUrl, dist } = released;
  const distribution = distributionName(release, name);
  if (indexUrl) {
    return installLine(indexUrl, distribution, release.version);
  }
  return dist === null
    ? null
    : installFromFolder(dist, distribution, release.version);
}
