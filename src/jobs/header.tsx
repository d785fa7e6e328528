import type { TranslationBundle } from '@jupyterlab/translation';
import {
  ReactWidget,
  ellipsesIcon,
  infoIcon,
  pauseIcon,
  runIcon
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React, { useEffect, useRef } from 'react';

import { useChanges } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { tellFailure } from '../notify';
import type { QueueModel } from '../runData/queue';
import { openQueueMenu } from './menu';
import type { JobsTabs } from './tabs';
import { queueWords, workerDetails, workerWords } from './words';

interface IProps {
  tabs: JobsTabs;
  queue: QueueModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** What stands above the tabs: which there are, and how the queue stands. */
export class JobsHeader extends ReactWidget {
  constructor(private readonly _props: IProps) {
    super();
    this.addClass('mlops-JobsHeader');
  }

  protected override render(): React.JSX.Element {
    return <Header {...this._props} />;
  }
}

function Header(props: IProps): React.JSX.Element {
  useChanges(props.tabs);
  useChanges(props.queue);
  return (
    <>
      <div className="mlops-JobsHeader-line">
        <TabList {...props} />
        <QueueState {...props} />
      </div>
      <Outlook {...props} />
    </>
  );
}

/** The tabs, as one stop for Tab: arrow keys go from one to the next. */
function TabList({ tabs, trans }: IProps): React.JSX.Element {
  const { all, current } = tabs;
  const node = useRef<HTMLDivElement>(null);
  const isStepping = useRef(false);
  useEffect(() => {
    if (isStepping.current) {
      isStepping.current = false;
      node.current
        ?.querySelector<HTMLElement>('[aria-selected="true"]')
        ?.focus();
    }
  });
  return (
    <div
      ref={node}
      className="mlops-JobsTabs"
      role="tablist"
      tabIndex={-1}
      aria-label={trans.__('Jobs')}
      onKeyDown={event => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by) {
          event.preventDefault();
          isStepping.current = true;
          tabs.step(by);
        }
      }}
    >
      {all.map(tab => (
        <button
          key={tab.id}
          id={`mlops-jobs-tab-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab === current}
          tabIndex={tab === current ? 0 : -1}
          onClick={() => {
            tabs.show(tab.id);
          }}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** How much is to be done, by whom, and what can be done about that. */
function QueueState(props: IProps): React.JSX.Element {
  const { queue: model, trans } = props;
  const { queue, error } = model;
  if (!queue) {
    return (
      <div className="mlops-QueueState">
        {error && (
          <span className="mlops-QueueState-text" title={error.message}>
            {trans.__('The queue could not be read.')}
          </span>
        )}
      </div>
    );
  }
  const { paused } = queue.limits;
  return (
    <div
      className="mlops-QueueState"
      role="group"
      aria-label={trans.__('Queue')}
    >
      <span
        className="mlops-QueueState-text"
        title={workerDetails(queue, trans)}
      >
        <strong>{queueWords(queue, trans)}</strong>
        <span className={paused ? 'mlops-mod-paused' : ''}>
          {workerWords(queue, trans)}
        </span>
      </span>
      <Slots used={queue.slots_used} all={queue.slots} trans={trans} />
      <IconButton
        icon={paused ? runIcon : pauseIcon}
        title={
          paused
            ? trans.__('Go on starting runs')
            : trans.__('Pause: start no more runs')
        }
        onClick={() =>
          void tellFailure(
            trans.__('The queue could not be paused or resumed.'),
            () => model.setPaused(!paused)
          )
        }
      />
      <IconButton
        icon={ellipsesIcon}
        title={trans.__('Limits, what is kept, notifications…')}
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          openQueueMenu({ ...props, x: left, y: bottom });
        }}
      />
    </div>
  );
}

/** The slots as a row of marks; a bar where there are too many to count. */
function Slots(props: {
  used: number;
  all: number;
  trans: TranslationBundle;
}): React.JSX.Element {
  const { used, all, trans } = props;
  const label = trans.__('%1 of %2 slots taken', used, all);
  const isFew = all <= 8;
  return (
    <span className="mlops-Slots" role="img" aria-label={label} title={label}>
      {isFew ? (
        Array.from({ length: all }, (_, index) => (
          <span key={index} className={index < used ? 'mlops-mod-taken' : ''} />
        ))
      ) : (
        <meter value={used} max={all} aria-hidden="true" />
      )}
    </span>
  );
}

/** Whether things go on when the Lab closes; said where there is something to go on. */
function Outlook({ queue: model }: IProps): React.JSX.Element | null {
  const { queue } = model;
  if (!queue?.outlook || queue.schedules + queue.waiting + queue.running < 1) {
    return null;
  }
  return (
    <p
      className={`mlops-Outlook${queue.outlives_lab ? '' : ' mlops-mod-warning'}`}
    >
      <infoIcon.react tag="span" width="14px" height="14px" />
      {queue.outlook}
    </p>
  );
}
