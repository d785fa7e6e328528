import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, ellipsesIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { isActive } from '../api/types';
import type { RunDetail } from '../api/types';
import { FailureBox } from '../components/failure';
import { useChanges, useNow } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { StateIcon } from '../components/stateIcon';
import { ActionButton, ErrorState, Skeleton } from '../components/states';
import { TabList } from '../components/tabList';
import type { Tabs } from '../components/tabs';
import {
  formatDuration,
  formatElapsed,
  formatMoment,
  notebookName
} from '../format';
import { stateWord } from '../runData/words';
import { CommandIDs } from '../tokens';
import type { PageActions } from './actions';
import { Differences } from './differences';
import { Summary } from './summary';

interface IProps {
  actions: PageActions;
  tabs: Tabs;
  trans: TranslationBundle;
}

/** What stands above the tabs: how the run stands, what ran, and what can be done about it. */
export class PageHeader extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-PageHeader');
  }

  protected override render(): React.JSX.Element {
    return <Header {...this._props} />;
  }
}

function Header(props: IProps): React.JSX.Element {
  const { actions, tabs, trans } = props;
  const { model } = actions;
  useChanges(model);
  const { run, error } = model;
  return (
    <>
      {run ? (
        <>
          <Title {...props} run={run} />
          <Progress run={run} trans={trans} />
          <Summary run={run} actions={actions} trans={trans} />
          {run.failure && (
            <FailureBox failure={run.failure} state={run.state} trans={trans} />
          )}
          {model.again && <Differences again={model.again} trans={trans} />}
        </>
      ) : error ? (
        <ErrorState
          title={trans.__('The run could not be read.')}
          message={error.message}
          hint={error.hint}
          action={{
            label: trans.__('Retry'),
            onClick: () => void model.refresh()
          }}
        />
      ) : (
        <Skeleton label={trans.__('Loading the run')} />
      )}
      <TabList tabs={tabs} label={trans.__('Parts of the run')} />
    </>
  );
}

/** Which run, how it stands, and the buttons. */
function Title(props: IProps & { run: RunDetail }): React.JSX.Element {
  const { run, trans, actions } = props;
  return (
    <div className="mlops-PageHeader-title">
      <StateIcon state={run.state} progress={run.progress} />
      <h1 title={run.path}>{notebookName(run.path)}</h1>
      <span className={`mlops-PageHeader-state mlops-mod-${run.state}`}>
        {stateWord(run.state, trans)}
      </span>
      <Attempts run={run} actions={actions} trans={trans} />
      {run.labels.map(label => (
        <span key={label} className="mlops-Chip">
          {label}
        </span>
      ))}
      {run.keep && <span className="mlops-Chip">{trans.__('keep')}</span>}
      <span className="mlops-PageHeader-space" />
      <Buttons {...props} />
    </div>
  );
}

/** Every attempt, by its state; a click leads to it. */
function Attempts(props: {
  run: RunDetail;
  actions: PageActions;
  trans: TranslationBundle;
}): React.JSX.Element | null {
  const { run, actions, trans } = props;
  if (run.attempts < 2 && run.tries.length < 2) {
    return null;
  }
  return (
    <span className="mlops-Attempts">
      {trans.__('attempt %1/%2', run.attempt, run.attempts)}
      {run.tries.length > 1 &&
        run.tries.map(each => (
          <button
            key={each.id}
            type="button"
            className="mlops-IconButton"
            aria-current={each.id === run.id}
            title={trans.__(
              'Attempt %1: %2',
              each.attempt,
              stateWord(each.state, trans)
            )}
            onClick={() => {
              actions.openRun(each.id);
            }}
          >
            <StateIcon state={each.state} progress={run.progress} />
          </button>
        ))}
    </span>
  );
}

function Buttons({ run, actions, trans }: IProps & { run: RunDetail }) {
  const button = (label: string, onClick: () => void, primary = false) => (
    <ActionButton label={label} onClick={onClick} primary={primary} />
  );
  return (
    <div className="mlops-PageHeader-buttons">
      {isActive(run)
        ? button(trans.__('Cancel'), () => {
            actions.cancel();
          })
        : button(trans.__('Run again'), () => {
            actions.execute(CommandIDs.runAgain);
          })}
      {!isActive(run) &&
        run.output !== null &&
        button(trans.__('Open output'), () => {
          actions.execute(CommandIDs.openOutput);
        })}
      <IconButton
        icon={ellipsesIcon}
        title={trans.__('More to do with the run')}
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          actions.openMenu(left, bottom);
        }}
      />
    </div>
  );
}

/** How far it is: a bar, and what it is at. */
function Progress(props: { run: RunDetail; trans: TranslationBundle }) {
  const { run, trans } = props;
  const { done, total, cell_preview } = run.progress;
  const active = isActive(run);
  const share = total > 0 ? done / total : 0;
  return (
    <div className={`mlops-PageProgress mlops-mod-${run.state}`}>
      <div
        className="mlops-PageProgress-bar"
        role="progressbar"
        aria-label={trans.__('Cells that have ended')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <div className="mlops-PageProgress-text">
        <span className="mlops-PageProgress-count">
          {total > 0
            ? trans.__('%1 of %2 cells', done, total)
            : active
              ? stateWord(run.state, trans)
              : ''}
        </span>
        {run.state === 'running' && cell_preview && (
          <code title={cell_preview}>{cell_preview}</code>
        )}
        <span className="mlops-PageProgress-time">
          <Time run={run} trans={trans} />
        </span>
      </div>
    </div>
  );
}

/** How long it has been at it, took, or waits. */
function Time({ run, trans }: { run: RunDetail; trans: TranslationBundle }) {
  const now = useNow(isActive(run) ? 1000 : 60_000);
  const { started_at, ended_at, created_at, not_before } = run;
  if (started_at && ended_at) {
    const took = (Date.parse(ended_at) - Date.parse(started_at)) / 1000;
    return (
      <span title={formatMoment(ended_at)}>
        {trans.__('took %1', formatDuration(took))}
      </span>
    );
  }
  if (run.state === 'running') {
    return <>{formatElapsed(started_at ?? created_at, now)}</>;
  }
  if (run.state === 'queued') {
    const wait = not_before ? (Date.parse(not_before) - now) / 1000 : 0;
    return (
      <>
        {wait > 0
          ? trans.__('starts in %1', formatDuration(wait))
          : trans.__('waiting for %1', formatElapsed(created_at, now))}
      </>
    );
  }
  return null;
}
