import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretRightIcon,
  closeIcon,
  launchIcon,
  refreshIcon,
  stopIcon
} from '@jupyterlab/ui-components';
import React from 'react';

import { isActive } from '../api/types';
import type { Run } from '../api/types';
import { IconButton } from '../components/iconButton';
import { StateIcon } from '../components/stateIcon';
import { notebookName } from '../format';
import { stateWord, standing } from '../runData/words';
import { CommandIDs } from '../tokens';
import type { TableActions } from './actions';
import {
  Commit,
  Duration,
  Labels,
  Metrics,
  Parameters,
  Standing,
  Started
} from './cells';
import type { ITableRow } from './rows';

interface IProps {
  row: Extract<ITableRow, { kind: 'run' }>;
  id: string;
  index: number;
  isActiveRow: boolean;
  isTicked: boolean;
  actions: TableActions;
  trans: TranslationBundle;
}

/** A run, on one line. */
export const RunTableRow = React.memo(function RunTableRow(
  props: IProps
): React.JSX.Element {
  const { row, trans, isActiveRow, isTicked } = props;
  const { run, isMember } = row;
  const member = isMember ? ' mlops-mod-member' : '';
  const active = isActiveRow ? ' mlops-mod-active' : '';
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-level={isMember ? 2 : 1}
      aria-selected={isTicked}
      aria-label={label(run, trans)}
      className={`mlops-RunRow mlops-mod-${run.state}${member}${active}`}
      data-row={run.id}
    >
      <Tick isTicked={isTicked} trans={trans} />
      <div role="gridcell" className="mlops-RunRow-what">
        <StateIcon state={run.state} progress={run.progress} />
        <Name run={run} />
        <Standing run={run} trans={trans} />
      </div>
      <div role="gridcell" className="mlops-RunRow-parameters">
        <Parameters run={run} trans={trans} />
      </div>
      <div role="gridcell" className="mlops-RunRow-metrics">
        <Metrics run={run} />
      </div>
      <div role="gridcell" className="mlops-RunRow-labels">
        <Labels run={run} trans={trans} />
      </div>
      <div role="gridcell" className="mlops-RunRow-commit">
        <Commit run={run} trans={trans} />
      </div>
      <div role="gridcell" className="mlops-RunRow-duration">
        <Duration run={run} />
      </div>
      <div role="gridcell" className="mlops-RunRow-started">
        <Started run={run} trans={trans} />
        <QuickActions {...props} />
      </div>
    </div>
  );
});

/** The box that a click ticks; keys and screen readers know it as the row's selection. */
function Tick(props: {
  isTicked: boolean;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { isTicked, trans } = props;
  return (
    <div role="gridcell" className="mlops-RunRow-tick" data-tick="">
      <input
        type="checkbox"
        tabIndex={-1}
        checked={isTicked}
        aria-label={trans.__('Tick')}
        readOnly
      />
    </div>
  );
}

/** The notebook, with the job that it belongs to. */
function Name({ run }: { run: Run }): React.JSX.Element {
  const name = notebookName(run.path);
  return (
    <>
      <span className="mlops-RunRow-name" data-open="" title={run.path}>
        {name}
      </span>
      {run.job_name && run.job_name !== name && (
        <span className="mlops-RunRow-job">{run.job_name}</span>
      )}
    </>
  );
}

/** What shows on hover; a key, or the run's page, does the same. */
function QuickActions({ row, actions, trans }: IProps): React.JSX.Element {
  const { run } = row;
  const button = (
    icon: typeof stopIcon,
    title: string,
    onClick: () => void
  ): React.JSX.Element => (
    <IconButton icon={icon} title={title} isTabStop={false} onClick={onClick} />
  );
  if (isActive(run)) {
    return (
      <span className="mlops-RunRow-actions">
        {button(stopIcon, trans.__('Cancel run'), () => {
          void actions.cancel([run]);
        })}
      </span>
    );
  }
  return (
    <span className="mlops-RunRow-actions">
      {run.output !== null &&
        button(launchIcon, trans.__('Open output'), () => {
          actions.execute(CommandIDs.openOutput, run);
        })}
      {button(refreshIcon, trans.__('Run again'), () => {
        actions.execute(CommandIDs.runAgain, run);
      })}
      {button(closeIcon, trans.__('Delete run'), () => {
        actions.remove([run]);
      })}
    </span>
  );
}

function label(run: Run, trans: TranslationBundle): string {
  return [
    stateWord(run.state, trans),
    notebookName(run.path),
    standing(run, trans),
    run.attempts > 1
      ? trans.__('attempt %1 of %2', run.attempt, run.attempts)
      : '',
    ...run.labels
  ]
    .filter(Boolean)
    .join(', ');
}

interface ISweepProps {
  row: Extract<ITableRow, { kind: 'sweep' }>;
  id: string;
  index: number;
  isActiveRow: boolean;
  isTicked: boolean;
  trans: TranslationBundle;
}

/** A sweep whose runs are folded into one line. */
export const SweepTableRow = React.memo(function SweepTableRow(
  props: ISweepProps
): React.JSX.Element {
  const { row, trans, isActiveRow, isTicked } = props;
  const [newest] = row.runs;
  const name = newest ? notebookName(newest.path) : '';
  const done = row.runs.filter(run => !isActive(run));
  const failed = row.runs.filter(run => isBad(run)).length;
  const active = isActiveRow ? ' mlops-mod-active' : '';
  const count = trans.__('sweep of %1 runs', row.runs.length);
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-level={1}
      aria-expanded={row.isOpen}
      aria-selected={isTicked}
      aria-label={`${name}, ${count}`}
      className={`mlops-RunRow mlops-mod-sweep${active}`}
      data-row={row.id}
    >
      <Tick isTicked={isTicked} trans={trans} />
      <div role="gridcell" className="mlops-RunRow-what">
        <span className="mlops-RunRow-twisty" data-fold="">
          <caretRightIcon.react tag="span" width="16px" height="16px" />
        </span>
        <span className="mlops-RunRow-name" data-open="">
          {name}
        </span>
        <span className="mlops-RunRow-how">{count}</span>
      </div>
      <div role="gridcell" className="mlops-RunRow-sweep">
        <SweepBar runs={row.runs} />
        <span>
          {trans.__('%1 of %2 done', done.length, row.runs.length)}
          {failed > 0 && ` · ${trans.__('%1 failed', failed)}`}
        </span>
      </div>
      <div role="gridcell" className="mlops-RunRow-started">
        {newest && <Started run={newest} trans={trans} />}
      </div>
    </div>
  );
});

/** How the runs of a sweep stand, in parts of one bar. */
function SweepBar({ runs }: { runs: readonly Run[] }): React.JSX.Element {
  const states = ['succeeded', 'failed', 'lost', 'cancelled', 'running'];
  return (
    <span className="mlops-SweepBar" aria-hidden="true">
      {states.map(state => {
        const share = runs.filter(run => run.state === state).length;
        return share === 0 ? null : (
          <span
            key={state}
            className={`mlops-mod-${state}`}
            style={{ flexGrow: share }}
          />
        );
      })}
      <span
        style={{
          flexGrow: runs.filter(run => run.state === 'queued').length
        }}
      />
    </span>
  );
}

function isBad(run: Run): boolean {
  return run.state === 'failed' || run.state === 'lost';
}
