import type { Event } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { WatchingWidget } from '../components/watchingWidget';
import { LiveRefresh } from '../liveRefresh';
import type { IRepository } from '../tokens';
import { SchedulesBody } from './body';
import type { SchedulesModel } from './model';
import { PlanModel } from './plan';
import type { IJobActions } from './row';

/** The tab of schedules: jobs, when they run, and how that went. */
export class SchedulesWidget extends WatchingWidget {
  constructor(private readonly _options: SchedulesWidget.IOptions) {
    super();
    this.addClass('mlops-Schedules');
    this.node.tabIndex = -1;
    const { model, repository, events } = _options;
    this._plan = new PlanModel(model.client);
    this._live = new LiveRefresh({
      events,
      about: ['jobs-changed', 'run-ended', 'run-progressed'],
      rest: 500,
      refresh: () => model.refresh()
    });
    repository?.changed.connect(this._follow);
    repository?.touched.connect(this._onTouched);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      const { model, repository } = this._options;
      repository?.changed.disconnect(this._follow);
      repository?.touched.disconnect(this._onTouched);
      this._live.dispose();
      this._plan.dispose();
      model.dispose();
      super.dispose();
    }
  }

  protected override onWatched(isWatched: boolean): void {
    this._live.isWatched = isWatched;
    if (isWatched) {
      this._follow();
      void this._plan.refresh();
    }
  }

  protected override onActivateRequest(): void {
    const list = this.node.querySelector<HTMLElement>('.mlops-JobList');
    (list ?? this.node).focus();
  }

  protected override render(): React.JSX.Element {
    return <SchedulesBody {...this._options} plan={this._plan} />;
  }

  /** The plan is about the project that is looked at. */
  private readonly _follow = (): void => {
    const { repository } = this._options;
    const path = repository?.status?.repository?.path ?? '';
    if (this._live.isWatched) {
      this._plan.path = path;
    }
  };

  /** `pyproject.toml` may have been edited. */
  private readonly _onTouched = (): void => {
    if (this._live.isWatched) {
      void this._plan.refresh();
    }
  };

  private readonly _live: LiveRefresh;
  private readonly _plan: PlanModel;
}

export namespace SchedulesWidget {
  /** What the tab is made of. */
  export interface IOptions {
    model: SchedulesModel;
    events: Event.IManager;
    /** Whose jobs as code are looked at; null where nothing knows. */
    repository: IRepository | null;
    actions: IJobActions;
    /** Schedule a notebook. */
    schedule: () => void;
    trans: TranslationBundle;
  }
}
