import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { FilteredTable } from '../components/filteredTable';
import { useChanges } from '../components/hooks';
import { WhenLoaded } from '../components/whenLoaded';
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
  return (
    <WhenLoaded
      model={model}
      words={{
        loading: trans.__('Loading the schedules'),
        failed: trans.__('The schedules could not be read.'),
        empty: trans.__(
          'No schedules yet: a notebook can run every night, when a file arrives or when a branch moves.'
        )
      }}
      fill={{ label: trans.__('Schedule a notebook…'), onClick: schedule }}
      trans={trans}
    >
      <Table {...props} />
    </WhenLoaded>
  );
}

function Table(props: IProps): React.JSX.Element {
  const { model, schedule, trans } = props;
  const { jobs } = model;
  return (
    <FilteredTable
      model={model}
      filter={{
        label: trans.__('Filter schedules'),
        placeholder: trans.__('Filter: train failed label:nightly')
      }}
      add={{ label: trans.__('Schedule…'), onClick: schedule }}
      head={<Head {...props} />}
      nothing={
        jobs.length === 0 ? trans.__('No schedule passes the filter.') : null
      }
      list={onFilterKey => (
        <JobList
          {...props}
          jobs={jobs}
          onFilterKey={onFilterKey}
          onHelpKey={() => void showKeys(trans)}
        />
      )}
      trans={trans}
    />
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
    <div className="mlops-FilteredTable-head mlops-Schedules-head">
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
