import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { Event } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { useChanges } from '../components/hooks';
import { ErrorState, Skeleton } from '../components/states';
import { WatchingWidget } from '../components/watchingWidget';
import { LiveRefresh } from '../liveRefresh';
import { readRunEvent } from '../runData/merge';
import { showRunKeys } from './keys';
import { SweepHeader } from './pageHeader';
import type { ISweepActions } from './pageHeader';
import type { SweepPageModel } from './pageModel';
import { PlotBar } from './plotBar';
import { PlotView } from './plotView';
import { SweepRunTable } from './runTable';

interface IProps {
  model: SweepPageModel;
  rendermime: IRenderMimeRegistry;
  actions: ISweepActions;
  trans: TranslationBundle;
}

/** The page of a sweep: how far it is, a plot, and its runs, live. */
export class SweepPageWidget extends WatchingWidget {
  constructor(private readonly _options: SweepPageWidget.IOptions) {
    super();
    this.addClass('mlops-SweepPage');
    this.node.tabIndex = -1;
    const { model, events } = _options;
    this._live = new LiveRefresh({
      events,
      about: ['run-ended', 'run-progressed', 'queue-changed'],
      rest: 1500,
      refresh: () => model.refresh()
    });
    events.stream.connect(this._onEvent);
    model.changed.connect(this._nameIt);
  }

  /** Id of the sweep. */
  get sweepId(): string {
    return this._options.model.id;
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { model, events } = this._options;
      events.stream.disconnect(this._onEvent);
      this._live.dispose();
      model.dispose();
      super.dispose();
    }
  }

  protected override onWatched(isWatched: boolean): void {
    this._live.isWatched = isWatched;
  }

  protected override onActivateRequest(): void {
    const table = this.node.querySelector<HTMLElement>('.mlops-SweepRuns');
    (table ?? this.node).focus();
  }

  protected override render(): React.JSX.Element {
    return <Page {...this._options} />;
  }

  /** Rows move on at once; all else when it is asked for. */
  private readonly _onEvent = (
    _: Event.IManager,
    emission: Event.Emission
  ): void => {
    const event = readRunEvent(emission);
    if (event && this._live.isWatched) {
      this._options.model.apply(event);
    }
  };

  private readonly _nameIt = (): void => {
    const { sweep } = this._options.model;
    if (sweep && this.parent) {
      this.parent.title.label = sweep.name;
      this.parent.title.caption = sweep.path;
    }
  };

  private readonly _live: LiveRefresh;
}

export namespace SweepPageWidget {
  /** What the page is made of. */
  export interface IOptions extends IProps {
    events: Event.IManager;
  }
}

function Page(props: IProps): React.JSX.Element {
  const { model, actions, trans } = props;
  useChanges(model);
  const { sweep, error } = model;
  if (!sweep) {
    return error ? (
      <ErrorState
        title={trans.__('The sweep could not be read.')}
        message={error.message}
        hint={error.hint}
        action={{
          label: trans.__('Try again'),
          onClick: () => void model.refresh()
        }}
      />
    ) : (
      <Skeleton label={trans.__('Loading the sweep')} />
    );
  }
  return (
    <>
      <SweepHeader {...props} sweep={sweep} />
      <div className="mlops-SweepPage-panes">
        <section className="mlops-SweepPage-plot" aria-label={trans.__('Plot')}>
          <PlotBar {...props} />
          <PlotView {...props} />
        </section>
        <SweepRunTable
          model={model}
          openRun={actions.openRun}
          onHelpKey={() => void showRunKeys(trans)}
          trans={trans}
        />
      </div>
    </>
  );
}
