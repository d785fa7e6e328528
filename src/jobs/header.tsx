import type { TranslationBundle } from '@jupyterlab/translation';
import {
  ReactWidget,
  ellipsesIcon,
  infoIcon,
  pauseIcon,
  runIcon
} from '@jupyterlab/ui-components';
import React from 'react';

import { useChanges } from '../components/hooks';
import { IconButton } from '../components/iconButton';
import { ActionButton } from '../components/states';
import { TabList } from '../components/tabList';
import type { Tabs } from '../components/tabs';
import { tellFailure } from '../notify';
import type { QueueModel } from '../runData/queue';
import { openQueueMenu } from './menu';
import { queueWords, workerDetails, workerWords } from '../runData/queueWords';

interface IProps {
  tabs: Tabs;
  queue: QueueModel;
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
  useChanges(props.queue);
  return (
    <>
      <div className="mlops-JobsHeader-line">
        <TabList tabs={props.tabs} label={props.trans.__('Jobs')} />
        <QueueState {...props} />
      </div>
      <Outlook {...props} />
    </>
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
function Outlook({ queue: model, trans }: IProps): React.JSX.Element | null {
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
      {queue.worker === null && queue.running === 0 && (
        <ActionButton
          quiet
          label={trans.__('Start a worker')}
          onClick={() =>
            void tellFailure(trans.__('The worker could not be started.'), () =>
              model.startWorker()
            )
          }
        />
      )}
    </p>
  );
}
