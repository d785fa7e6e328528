import type { Event } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { FilteredTable } from '../components/filteredTable';
import { useChanges } from '../components/hooks';
import { WatchingWidget } from '../components/watchingWidget';
import { WhenLoaded } from '../components/whenLoaded';
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
  return (
    <WhenLoaded
      model={model}
      words={{
        loading: trans.__('Loading the sweeps'),
        failed: trans.__('The sweeps could not be read.'),
        empty: trans.__(
          'No sweeps yet: a notebook can run once for every combination of its parameters.'
        )
      }}
      fill={{ label: trans.__('Sweep a notebook…'), onClick: sweep }}
      trans={trans}
    >
      <Table {...props} />
    </WhenLoaded>
  );
}

function Table(props: IProps): React.JSX.Element {
  const { model, sweep, trans } = props;
  const { sweeps } = model;
  return (
    <FilteredTable
      model={model}
      filter={{
        label: trans.__('Filter sweeps'),
        placeholder: trans.__('Filter by name or notebook')
      }}
      add={{ label: trans.__('Sweep…'), onClick: sweep }}
      head={<Head {...props} />}
      nothing={
        sweeps.length === 0 ? trans.__('No sweep passes the filter.') : null
      }
      list={onFilterKey => (
        <SweepList
          {...props}
          sweeps={sweeps}
          onFilterKey={onFilterKey}
          onHelpKey={() => void showKeys(trans)}
        />
      )}
      trans={trans}
    />
  );
}

/** What the columns are. */
function Head({ trans }: IProps): React.JSX.Element {
  return (
    <div className="mlops-FilteredTable-head mlops-Sweeps-head">
      <span>{trans.__('Sweep')}</span>
      <span>{trans.__('Over')}</span>
      <span>{trans.__('Runs')}</span>
      <span>{trans.__('Best')}</span>
      <span>{trans.__('Started')}</span>
      <span />
    </div>
  );
}
