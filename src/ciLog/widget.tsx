import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef } from 'react';

import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { WatchingWidget } from '../components/watchingWidget';
import { LogBar } from './bar';
import type { LogModel } from './model';
import { LogView } from './view';

/** The log of checks, or of a forge's job: follows it, and is searched. */
export class CiLog extends WatchingWidget {
  constructor(
    readonly model: LogModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('mlops-CiLog');
    this.node.tabIndex = -1;
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override onActivateRequest(): void {
    const view = this.node.querySelector<HTMLElement>('.mlops-CiLog-view');
    (view ?? this.node).focus();
  }

  protected override onWatched(isWatched: boolean): void {
    this.model.setWatched(isWatched);
  }

  protected override render(): React.JSX.Element {
    return <Log model={this.model} trans={this._trans} />;
  }
}

function Log(props: { model: LogModel; trans: TranslationBundle }) {
  const { model, trans } = props;
  useChanges(model);
  const node = useRef<HTMLDivElement>(null);
  const { error, lines, isLoaded, isWhole } = model;
  const focus = (selector: string) => () => {
    node.current?.querySelector<HTMLElement>(selector)?.focus();
  };
  return (
    <div ref={node} className="mlops-CiLog-inside">
      <LogBar
        model={model}
        trans={trans}
        onLeave={focus('.mlops-CiLog-view')}
      />
      {error && (
        <ErrorState
          title={trans.__('The log could not be read.')}
          message={error.message}
          hint={error.hint}
          action={{
            label: trans.__('Try again'),
            onClick: () => void model.load()
          }}
        />
      )}
      {lines.length > 0 ? (
        <LogView
          model={model}
          trans={trans}
          onSearch={focus('.mlops-FilterBox')}
        />
      ) : isLoaded ? (
        <EmptyState
          text={
            isWhole
              ? trans.__('Nothing was written.')
              : trans.__('Nothing has been written yet.')
          }
        />
      ) : (
        !error && <Skeleton label={trans.__('Loading the log')} />
      )}
    </div>
  );
}
