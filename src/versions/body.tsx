import { ReactWidget } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { FilterBox } from '../components/filterBox';
import { useChanges } from '../components/hooks';
import { ActionButton, EmptyState } from '../components/states';
import { WhenLoaded } from '../components/whenLoaded';
import { VersionDetails } from './details';
import type { IDetailsProps } from './details';
import { VersionList } from './list';

/** The versions of a package, and the one that is looked at. */
export class VersionsBody extends ReactWidget {
  constructor(private readonly _props: IDetailsProps) {
    super();
    this.addClass('mlops-VersionsBody');
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._props} />;
  }
}

function Body(props: IDetailsProps): React.JSX.Element {
  const { model, actions } = props;
  const { trans } = actions;
  useChanges(model);
  return (
    <WhenLoaded
      model={model}
      words={{
        loading: trans.__('Loading the versions'),
        failed: trans.__('The versions could not be read.'),
        empty: trans.__(
          'No version yet: a release gives what the notebooks export a number, a tag and a wheel to install.'
        )
      }}
      fill={{
        label: trans.__('Release the first version…'),
        onClick: () => {
          actions.release();
        }
      }}
      trans={trans}
    >
      <Panes {...props} />
    </WhenLoaded>
  );
}

function Panes(props: IDetailsProps): React.JSX.Element {
  const { model, actions } = props;
  const { trans } = actions;
  const node = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  return (
    <div ref={node} className="mlops-Versions-panes">
      <div className="mlops-Versions-left">
        <div className="mlops-Versions-bar">
          <FilterBox
            model={model}
            label={trans.__('Filter versions')}
            placeholder={trans.__('Filter by version, author, changelog')}
            box={box}
            onLeave={() => {
              node.current
                ?.querySelector<HTMLElement>('.mlops-VersionList')
                ?.focus();
            }}
          />
          <ActionButton
            label={trans.__('Release…')}
            primary
            onClick={() => {
              actions.release();
            }}
          />
        </div>
        {model.entries.length === 0 ? (
          <EmptyState
            text={trans.__('No version passes the filter.')}
            action={{
              label: trans.__('Clear filter'),
              onClick: () => {
                model.filter = '';
              }
            }}
          />
        ) : (
          <VersionList
            model={model}
            trans={trans}
            onFilterKey={() => box.current?.focus()}
          />
        )}
      </div>
      <VersionDetails {...props} />
    </div>
  );
}
