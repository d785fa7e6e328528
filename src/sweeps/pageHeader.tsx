import type { TranslationBundle } from '@jupyterlab/translation';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { Objective, Sweep } from '../api/types';
import { IconButton } from '../components/iconButton';
import { useNow } from '../components/hooks';
import { PathText } from '../components/pathText';
import { ActionButton } from '../components/states';
import { formatAgo, formatMoment, formatValue } from '../format';
import { formatNumber } from './numbers';
import type { SweepPageModel } from './pageModel';
import { countActive, countEnded, StateBar, statesWords } from './stateBar';

/** What can be done to a sweep. */
export interface ISweepActions {
  stop: () => void;
  setObjective: (objective: Objective | null) => void;
  openNotebook: () => void;
  /** Open the menu of what is rarely done. */
  openMenu: (x: number, y: number) => void;
  openRun: (id: string) => void;
}

interface IProps {
  model: SweepPageModel;
  sweep: Sweep;
  actions: ISweepActions;
  trans: TranslationBundle;
}

/** What the sweep is, how far it is, what is best. */
export function SweepHeader(props: IProps): React.JSX.Element {
  const { sweep, actions, trans } = props;
  const now = useNow(30_000);
  const active = countActive(sweep.states);
  return (
    <div className="mlops-SweepHeader">
      <div className="mlops-SweepHeader-line">
        <h2 title={sweep.name}>{sweep.name}</h2>
        <button
          type="button"
          className="mlops-Button mlops-mod-quiet mlops-SweepHeader-path"
          title={trans.__('Open %1', sweep.path)}
          onClick={actions.openNotebook}
        >
          <PathText path={sweep.path} />
        </button>
        <time
          dateTime={sweep.created_at}
          title={formatMoment(sweep.created_at)}
        >
          {formatAgo(sweep.created_at, now, trans)}
        </time>
        {active > 0 && (
          <ActionButton
            label={trans._n('Stop the last run', 'Stop the other %1', active)}
            onClick={actions.stop}
          />
        )}
        <IconButton
          icon={ellipsesIcon}
          title={trans.__('More: CSV, link, delete')}
          onClick={event => {
            const { left, bottom } =
              event.currentTarget.getBoundingClientRect();
            actions.openMenu(left, bottom);
          }}
        />
      </div>
      <div className="mlops-SweepHeader-line">
        <strong>
          {trans.__('%1 of %2', countEnded(sweep.states), sweep.count)}
        </strong>
        <StateBar states={sweep.states} trans={trans} />
        <span className="mlops-SweepHeader-words">
          {statesWords(sweep.states, trans)}
        </span>
      </div>
      <div className="mlops-SweepHeader-line">
        <Best {...props} />
        <ObjectiveChoice {...props} />
      </div>
    </div>
  );
}

/** The best run so far: its value, and where it lies. */
function Best({ model, sweep, trans }: IProps): React.JSX.Element {
  const { best } = model;
  const { objective, best_value: value } = sweep;
  if (!objective) {
    return (
      <span className="mlops-SweepHeader-best">
        {trans.__('Choose a metric, and the best run stands out.')}
      </span>
    );
  }
  if (!best || value === null) {
    return (
      <span className="mlops-SweepHeader-best">
        {trans.__('No run has reported %1 yet.', objective.metric)}
      </span>
    );
  }
  const where = sweep.names
    .map(name => `${name}=${formatValue(best.parameters[name], 24)}`)
    .join('  ');
  return (
    <button
      type="button"
      className="mlops-SweepHeader-best"
      title={trans.__('Go to the best run')}
      onClick={() => {
        model.activeId = best.id;
      }}
    >
      <span className="mlops-SweepRun-best" aria-hidden="true">
        ★
      </span>
      <span>{objective.metric}</span>
      <strong>{formatNumber(value)}</strong>
      <span className="mlops-SweepHeader-where">{where}</span>
    </button>
  );
}

/** What runs are compared by, to choose. */
function ObjectiveChoice(props: IProps): React.JSX.Element {
  const { model, sweep, actions, trans } = props;
  const { metric = '', goal = 'minimize' } = sweep.objective ?? {};
  const names = [...new Set([...model.metrics, ...(metric ? [metric] : [])])];
  return (
    <span className="mlops-PlotBar">
      <label className="mlops-PlotBar-choice">
        {trans.__('Best by')}
        <select
          value={metric}
          onChange={event => {
            const name = event.target.value;
            actions.setObjective(name ? { metric: name, goal } : null);
          }}
        >
          <option value="">{trans.__('nothing')}</option>
          {names.map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {metric && (
        <select
          aria-label={trans.__('Best is')}
          value={goal}
          onChange={event => {
            const next = event.target.value as typeof goal;
            actions.setObjective({ metric, goal: next });
          }}
        >
          <option value="minimize">{trans.__('lowest')}</option>
          <option value="maximize">{trans.__('highest')}</option>
        </select>
      )}
    </span>
  );
}
