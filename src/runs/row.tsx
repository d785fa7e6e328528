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
import { useNow } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { StateIcon } from '../components/stateIcon';
import { formatDuration, formatMoment, notebookName } from '../format';
import {
  difference,
  secondsBetween,
  standing,
  stateWord,
  timing
} from '../runData/words';

/** What can be done to a run from the list. */
export interface IRunActions {
  open: (run: Run) => void;
  openLog: (run: Run) => void;
  openPage: (run: Run) => void;
  cancel: (run: Run) => void;
  remove: (run: Run) => void;
  runAgain: (run: Run, ask: boolean) => void;
  toggle: (run: Run) => void;
}

interface IProps {
  run: Run;
  id: string;
  index: number;
  /** Whether the notebook's name tells runs apart here. */
  showNotebook: boolean;
  isCurrent: boolean;
  isOpen: boolean;
  actions: IRunActions;
  trans: TranslationBundle;
}

/** One run, on one line. */
export function RunRow(props: IProps): React.JSX.Element {
  const { run, actions, trans, isOpen, isCurrent } = props;
  const name = notebookName(run.path);
  const how = standing(run, trans);
  const what = difference(run, trans);
  const isDefault = Object.keys(run.overrides).length === 0;
  const label = [stateWord(run.state, trans), name, how, what]
    .filter(Boolean)
    .join(', ');
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 1}
      aria-level={1}
      aria-expanded={isOpen}
      aria-selected={isCurrent}
      aria-label={label}
      className={`mlops-ListRow mlops-Run mlops-mod-${run.state}`}
      data-run={run.id}
    >
      <div role="gridcell" className="mlops-Run-line" title={tooltip(props)}>
        <span
          className="mlops-Run-twisty"
          aria-hidden="true"
          onClick={event => {
            event.stopPropagation();
            actions.toggle(run);
          }}
        >
          <caretRightIcon.react tag="span" width="14px" height="14px" />
        </span>
        <StateIcon state={run.state} progress={run.progress} />
        {props.showNotebook && <span className="mlops-Run-name">{name}</span>}
        {how && <span className="mlops-Run-how">{how}</span>}
        {run.attempt > 1 && (
          <span className="mlops-Run-attempt">
            {trans.__('attempt %1/%2', run.attempt, run.attempts)}
          </span>
        )}
        <span
          className={`mlops-Run-what${isDefault ? ' mlops-mod-quiet' : ''}`}
        >
          {what}
        </span>
      </div>
      <div role="gridcell" className="mlops-Run-when">
        <When run={run} trans={trans} />
      </div>
      <div role="gridcell" className="mlops-Run-actions">
        <QuickActions run={run} actions={actions} trans={trans} />
      </div>
    </div>
  );
}

/** When a run ended, or how long it has run; ticks on its own. */
function When({ run, trans }: Pick<IProps, 'run' | 'trans'>) {
  const now = useNow(isActive(run) ? 1000 : 30_000);
  const moment = run.ended_at ?? run.started_at ?? run.created_at;
  return (
    <time dateTime={moment} title={formatMoment(moment)}>
      {timing(run, now, trans)}
    </time>
  );
}

/** What shows on hover; every one of them has a key or stands below the unfolded row. */
function QuickActions(props: Pick<IProps, 'run' | 'actions' | 'trans'>) {
  const { run, actions, trans } = props;
  if (isActive(run)) {
    return (
      <IconButton
        icon={stopIcon}
        title={trans.__('Cancel run')}
        isTabStop={false}
        onClick={() => {
          actions.cancel(run);
        }}
      />
    );
  }
  return (
    <>
      {run.output !== null && (
        <IconButton
          icon={launchIcon}
          title={trans.__('Open output')}
          isTabStop={false}
          onClick={() => {
            actions.open(run);
          }}
        />
      )}
      <IconButton
        icon={refreshIcon}
        title={trans.__('Run again')}
        isTabStop={false}
        onClick={() => {
          actions.runAgain(run, false);
        }}
      />
      <IconButton
        icon={closeIcon}
        title={trans.__('Delete run')}
        isTabStop={false}
        onClick={() => {
          actions.remove(run);
        }}
      />
    </>
  );
}

/** What the line may have had no room for. */
function tooltip({ run, trans }: IProps): string {
  const seconds = secondsBetween(run.started_at, run.ended_at);
  const took =
    seconds === null ? '' : trans.__('took %1', formatDuration(seconds));
  const state = [stateWord(run.state, trans), took].filter(Boolean).join(', ');
  return [run.path, state, run.failure?.message, difference(run, trans)]
    .filter(Boolean)
    .join('\n');
}
