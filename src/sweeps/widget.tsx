import type { Event } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { WatchingWidget } from '../components/watchingWidget';
import { LiveRefresh } from '../liveRefresh';
import { SweepList } from './list';
import type { ISweepsActions } from './list';
import { showKeys } from './listKeys';
import type { SweepsModel } from './model';

interface IProps {
  model: SweepsModel;
  actions: ISweepsActions;
  /** Sweep over the parameters of a notebook. */
  sweep: () => void;
  trans: TranslationBundle;
}

/** The tab of sweeps: how far they are, and what is best. */
export class SweepsWidget extends WatchingWidget {
  constructor(private readonly _options: SweepsWidget.IOptions) {
    super();
    this.addClass('mlops-Sweeps');
    this.node.tabIndex = -1;
    const { model, events } = _options;
    this._live = new LiveRefresh({
      events,
      about: ['run-ended', 'queue-changed'],
      rest: 1000,
      refresh: () => model.refresh()
    });
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._live.dispose();
      this._options.model.dispose();
      super.dispose();
    }
  }

  protected override onWatched(isWatched: boolean): void {
    this._live.isWatched = isWatched;
  }

  protected override onActivateRequest(): void {
    const list = this.node.querySelector<HTMLElement>('.mlops-SweepList');
    (list ?? this.node).focus();
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._options} />;
  }

  private readonly _live: LiveRefresh;
}

export namespace SweepsWidget {
  /** What the tab is made of. */
  export interface IOptions extends IProps {
    events: Event.IManager;
  }
}

function Body(props: IProps): React.JSX.Element {
  const { model, sweep, trans } = props;
  useChanges(model);
  if (model.error && model.isEmpty) {
    return (
      <ErrorState
        title={trans.__('The sweeps could not be read.')}
        message={model.error.message}
        hint={model.error.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.refresh()
        }}
      />
    );
  }
  if (!model.isLoaded) {
    return <Skeleton label={trans.__('Loading the sweeps')} />;
  }
  if (model.isEmpty) {
    return (
      <EmptyState
        text={trans.__(
          'No sweeps yet: a notebook can run once for every combination of its parameters.'
        )}
        action={{ label: trans.__('Sweep a notebook…'), onClick: sweep }}
      />
    );
  }
  return <Table {...props} />;
}

function Table(props: IProps): React.JSX.Element {
  const { model, sweep, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  const { sweeps } = model;
  const focusList = (): void => {
    node.current?.querySelector<HTMLElement>('.mlops-SweepList')?.focus();
  };
  return (
    <div ref={node} className="mlops-Sweeps-table">
      <div className="mlops-Schedules-bar">
        <input
          ref={filterBox}
          type="search"
          className="mlops-FilterBox"
          value={model.filter}
          placeholder={trans.__('Filter by name or notebook')}
          aria-label={trans.__('Filter sweeps')}
          onChange={event => {
            model.filter = event.target.value;
          }}
          onKeyDown={event => {
            if (event.key === 'Escape' && model.filter !== '') {
              model.filter = '';
            } else if (event.key === 'Escape' || event.key === 'ArrowDown') {
              focusList();
            } else {
              return;
            }
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <button type="button" className="mlops-Button" onClick={sweep}>
          <addIcon.react tag="span" width="14px" height="14px" />
          {trans.__('Sweep…')}
        </button>
      </div>
      <div className="mlops-Sweeps-head">
        <span>{trans.__('Sweep')}</span>
        <span>{trans.__('Over')}</span>
        <span>{trans.__('Runs')}</span>
        <span>{trans.__('Best')}</span>
        <span>{trans.__('Started')}</span>
        <span />
      </div>
      {sweeps.length === 0 ? (
        <EmptyState
          text={trans.__('No sweep passes the filter.')}
          action={{
            label: trans.__('Clear filter'),
            onClick: () => {
              model.filter = '';
            }
          }}
        />
      ) : (
        <SweepList
          {...props}
          sweeps={sweeps}
          onFilterKey={() => {
            filterBox.current?.focus();
          }}
          onHelpKey={() => void showKeys(trans)}
        />
      )}
    </div>
  );
}
