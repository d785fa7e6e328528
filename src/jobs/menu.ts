import type { TranslationBundle } from '@jupyterlab/translation';

import { linkTo } from '../addresses';
import { openMenu } from '../components/menu';
import type { Tabs } from '../components/tabs';
import { tellFailure } from '../notify';
import type { QueueModel } from '../runData/queue';

interface IOptions {
  queue: QueueModel;
  tabs: Tabs;
  trans: TranslationBundle;
  x: number;
  y: number;
}

/** Open the menu of what can be done about the queue and what surrounds it. */
export function openQueueMenu(options: IOptions): void {
  const { queue: model, tabs, trans, x, y } = options;
  const worker = model.queue?.worker ?? null;
  const act = (title: string, how: () => Promise<void>) => () => {
    void tellFailure(title, how);
  };
  openMenu(
    [
      {
        label: trans.__('Limits…'),
        execute: act(trans.__('The limits could not be shown.'), async () => {
          const { askLimits } = await import('./limits');
          await askLimits(model, trans);
        })
      },
      {
        label: trans.__('What Is Kept…'),
        execute: act(trans.__('What is kept could not be shown.'), async () => {
          const { askRetention } = await import('./retention');
          await askRetention(model.client, trans);
        })
      },
      {
        label: trans.__('Notifications…'),
        execute: act(
          trans.__('The notifications could not be shown.'),
          async () => {
            const { askChannels } = await import('./channels');
            await askChannels(model.client, trans);
          }
        )
      },
      null,
      {
        label: trans.__('Start a Worker'),
        isEnabled: worker === null || worker.draining,
        execute: act(trans.__('The worker could not be started.'), () =>
          model.startWorker()
        )
      },
      {
        label: trans.__('Finish What Runs, Then End the Worker'),
        isEnabled: worker !== null && !worker.draining,
        execute: act(trans.__('The worker could not be ended.'), () =>
          model.drain()
        )
      },
      null,
      {
        label: trans.__('Copy Link'),
        execute: () => {
          const link = linkTo(`jobs/${tabs.current?.id ?? ''}`);
          void navigator.clipboard.writeText(link);
        }
      }
    ],
    x,
    y
  );
}
