import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { ReleaseEntry, Releases } from '../api/types';
import { IconButton } from '../components/iconButton';
import { Markdown } from '../components/markdown';
import { Segmented } from '../components/segmented';
import { ActionButton, EmptyState } from '../components/states';
import { formatMoment } from '../format';
import { CommitButton } from '../releaseParts/commitButton';
import { CopyLine } from '../releaseParts/copyLine';
import { distributionName, installLine } from '../releaseParts/install';
import { ReleaseFiles } from '../releaseParts/releaseFiles';
import type { VersionActions } from './actions';
import { Api } from './api';
import type { CodeView } from './codeView';
import { Compare } from './compare';
import { handleDetailsKey } from './keys';
import type { Part, VersionsModel } from './model';

export interface IDetailsProps {
  model: VersionsModel;
  actions: VersionActions;
  rendermime: IRenderMimeRegistry;
  code: CodeView;
}

/** The active version: changelog, API, and how it differs from others. */
export function VersionDetails(props: IDetailsProps): React.JSX.Element {
  const { model, actions } = props;
  const { trans } = actions;
  const entry = model.active;
  if (!entry || !model.releases) {
    return <div className="mlops-VersionDetails" />;
  }
  const { release } = entry;
  const title = release?.version ?? trans.__('Working folder');
  return (
    // Escape leaves it, whatever in it has the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="mlops-VersionDetails"
      role="region"
      tabIndex={-1}
      aria-label={title}
      onKeyDown={handleDetailsKey}
    >
      <div className="mlops-VersionDetails-head">
        <h2>{title}</h2>
        {release && <Facts release={release} trans={trans} />}
        <Buttons {...props} release={release} />
      </div>
      <Parts model={model} hasChangelog={release !== null} trans={trans} />
      <Shown {...props} release={release} releases={model.releases} />
    </div>
  );
}

function Facts(props: { release: ReleaseEntry; trans: TranslationBundle }) {
  const { release, trans } = props;
  return (
    <p className="mlops-VersionDetails-facts">
      <CommitButton commit={release.commit} trans={trans} />
      <span>{release.author}</span>
      <time dateTime={release.date}>{formatMoment(release.date)}</time>
    </p>
  );
}

function Buttons(props: IDetailsProps & { release: ReleaseEntry | null }) {
  const { release, actions } = props;
  const { trans } = actions;
  if (!release) {
    return (
      <div className="mlops-VersionDetails-buttons">
        <ActionButton
          label={trans.__('Release…')}
          onClick={() => {
            actions.release();
          }}
        />
      </div>
    );
  }
  return (
    <div className="mlops-VersionDetails-buttons">
      <ActionButton
        label={trans.__('Restore')}
        onClick={() => {
          void actions.restore(release.version);
        }}
      />
      {release.files.length === 0 && (
        <ActionButton
          label={trans.__('Publish…')}
          onClick={() => {
            void actions.publish(release.version);
          }}
        />
      )}
      <IconButton
        icon={ellipsesIcon}
        title={trans.__('More: publish to another index')}
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          actions.openMenu(release.version, left, bottom);
        }}
      />
    </div>
  );
}

/** What is shown of it. */
function Parts(props: {
  model: VersionsModel;
  hasChangelog: boolean;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { model, hasChangelog, trans } = props;
  const options: { value: Part; label: string; title: string }[] = [
    {
      value: 'changelog',
      label: trans.__('Changelog'),
      title: trans.__('What its changelog says')
    },
    {
      value: 'api',
      label: trans.__('API'),
      title: trans.__('Its public names')
    },
    {
      value: 'compare',
      label: trans.__('Compare'),
      title: trans.__('How it differs from another version')
    }
  ];
  return (
    <div className="mlops-VersionDetails-parts">
      <Segmented
        label={trans.__('What is shown of it')}
        value={model.part}
        options={hasChangelog ? options : options.slice(1)}
        onChange={part => {
          model.part = part;
        }}
      />
    </div>
  );
}

function Shown(
  props: IDetailsProps & { release: ReleaseEntry | null; releases: Releases }
): React.JSX.Element {
  const { model, actions, release } = props;
  switch (model.part) {
    case 'api':
      // Each version begins without a filter.
      return (
        <Api key={model.active?.key} model={model} trans={actions.trans} />
      );
    case 'compare':
      return <Compare {...props} />;
    case 'changelog':
      return release ? <Changelog {...props} release={release} /> : <></>;
  }
}

function Changelog(
  props: IDetailsProps & { release: ReleaseEntry; releases: Releases }
): React.JSX.Element {
  const { release, releases, rendermime, actions } = props;
  const { trans } = actions;
  const isPublished = release.files.length > 0;
  const name = distributionName(release, releases.package);
  return (
    <>
      {release.changelog.trim() ? (
        <Markdown
          className="mlops-ReleaseMarkdown"
          rendermime={rendermime}
          text={release.changelog}
        />
      ) : (
        <EmptyState
          text={trans.__('The changelog says nothing of this version.')}
          action={{
            label: trans.__('Compare with the version before'),
            onClick: () => {
              props.model.part = 'compare';
            }
          }}
        />
      )}
      {isPublished && (
        <section aria-label={trans.__('Install it')}>
          <h3>{trans.__('Install it')}</h3>
          <CopyLine
            text={installLine(releases.index_url, name, release.version)}
            trans={trans}
          />
          <ReleaseFiles files={release.files} trans={trans} />
        </section>
      )}
    </>
  );
}
