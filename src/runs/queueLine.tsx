import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React, { useEffect } from 'react';

import { useChanges } from '../components/hooks';
import { ActionButton } from '../components/states';
import type { QueueModel } from '../runData/queue';
import { queueWords, workerWords } from '../runData/queueWords';
import { CommandIDs } from '../tokens';

interface IProps {
  queue: QueueModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** Whether somebody looks: only then the queue is asked for. */
  isSeen: boolean;
}

/** How the queue stands, where there is something in it, and the way to all runs. */
export function QueueLine(props: IProps): React.JSX.Element {
  const { queue: model, commands, trans, isSeen } = props;
  useChanges(model);
  useEffect(() => {
    if (isSeen) {
      const watch = model.watch();
      return () => {
        watch.dispose();
      };
    }
    return undefined;
  }, [model, isSeen]);
  const { queue } = model;
  const isBusy =
    queue !== null &&
    (queue.running + queue.waiting > 0 || queue.limits.paused === true);
  return (
    <div className="mlops-QueueLine">
      <span title={queue?.outlook}>
        {isBusy && `${queueWords(queue, trans)} · ${workerWords(queue, trans)}`}
      </span>
      <ActionButton
        quiet
        label={trans.__('All runs')}
        onClick={() =>
          void commands.execute(CommandIDs.showJobs, { tab: 'runs' })
        }
      />
    </div>
  );
}
