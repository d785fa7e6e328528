import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { useChanges } from '../components/hooks';
import { EmptyState, ErrorState, Skeleton } from '../components/states';
import { showKeys } from './keys';
import { JobList } from './list';
import type { SchedulesModel } from './model';
import type { Order } from './order';
import type { PlanModel } from './plan';
import { PlanBanner } from './planBanner';
import type { IJobActions } from './row';

interface IProps {
  model: SchedulesModel;
  plan: PlanModel;
  actions: IJobActions;
  schedule: () => void;
  trans: TranslationBundle;
}

/** Jobs as code that differ, the filter, and the jobs. */
export function SchedulesBody(props: IProps): React.JSX.Element {
  const { model, plan, trans } = props;
  useChanges(model);
  return (
    <>
      <PlanBanner model={plan} trans={trans} />
      <Content {...props} />
    </>
  );
}

function Content(props: IProps): React.JSX.Element {
  const { model, schedule, trans } = props;
  if (model.error && model.isEmpty) {
    return (
      <ErrorState
        title={trans.__('The schedules could not be read.')}
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
    return <Skeleton label={trans.__('Loading the schedules')} />;
  }
  if (model.isEmpty) {
    return (
      <EmptyState
        text={trans.__(
          'No schedules yet: a notebook can run every night, when a file arrives or when a branch moves.'
        )}
        action={{
          label: trans.__('Schedule a notebook…'),
          onClick: schedule
        }}
      />
    );
  }
  return <Table {...props} />;
}

function Table(props: IProps): React.JSX.Element {
  const { model, schedule, trans } = props;
  const node = useRef<HTMLDivElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  const { jobs } = model;
  const focusList = (): void => {
    node.current?.querySelector<HTMLElement>('.mlops-JobList')?.focus();
  };
  return (
    <div ref={node} className="mlops-Schedules-table">
      <div className="mlops-Schedules-bar">
        <input
          ref={filterBox}
          type="search"
          className="mlops-FilterBox"
          value={model.filter}
          placeholder={trans.__('Filter: train failed label:nightly')}
          aria-label={trans.__('Filter schedules')}
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
        <button type="button" className="mlops-Button" onClick={schedule}>
          <addIcon.react tag="span" width="14px" height="14px" />
          {trans.__('Schedule…')}
        </button>
      </div>
      <Head {...props} />
      {jobs.length === 0 ? (
        <EmptyState
          text={trans.__('No schedule passes the filter.')}
          action={{
            label: trans.__('Clear filter'),
            onClick: () => {
              model.filter = '';
            }
          }}
        />
      ) : (
        <JobList
          {...props}
          jobs={jobs}
          onFilterKey={() => {
            filterBox.current?.focus();
          }}
          onHelpKey={() => void showKeys(trans)}
        />
      )}
    </div>
  );
}

/** What the columns are; a press orders by some of them. */
function Head({ model, trans }: IProps): React.JSX.Element {
  const sorting = (order: Order, label: string): React.JSX.Element => (
    <button
      type="button"
      aria-pressed={model.order === order}
      title={trans.__('Order by this')}
      onClick={() => {
        model.order = order;
      }}
    >
      {label}
      {model.order === order && <span aria-hidden="true"> ↓</span>}
    </button>
  );
  return (
    <div className="mlops-Schedules-head">
      <span />
      {sorting('name', trans.__('Job'))}
      <span className="mlops-Job-schedule">{trans.__('Schedule')}</span>
      {sorting('next', trans.__('Next'))}
      {sorting('last', trans.__('Last run'))}
      <span className="mlops-Job-spark">{trans.__('Last twenty')}</span>
      <span />
      <span>{trans.__('On')}</span>
    </div>
  );
}
