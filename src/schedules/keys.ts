import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import type { Job } from '../api/types';
import { showKeyList } from '../components/keyList';
import { handleListKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { SchedulesModel } from './model';
import type { IJobActions } from './row';

interface IContext {
  model: SchedulesModel;
  jobs: readonly Job[];
  actions: IJobActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/**
 * Act on a key pressed in the list.
 *
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 */
export function handleKey(
  event: React.KeyboardEvent,
  context: IContext,
  current: number,
  page: number
): void {
  const { model, jobs, onFilterKey, onHelpKey } = context;
  handleListKey(event, {
    rows: jobs,
    current,
    page,
    goTo: job => {
      model.activeId = job.id;
    },
    onFilterKey,
    onHelpKey,
    command: (key, job) => (job ? command(key, context, job) : null)
  });
}

/** Keys that do something with the current row. */
function command(key: string, { model, actions }: IContext, job: Job): Act {
  const fold = (isOpen: boolean) => () => {
    model.setOpen(job.id, isOpen);
  };
  const acts: Record<string, Act> = {
    Enter: fold(!model.isOpen(job.id)),
    ArrowRight: fold(true),
    ArrowLeft: fold(false),
    Escape: model.isOpen(job.id) ? fold(false) : null,
    ' ': () => {
      actions.setPaused(job, !job.paused);
    },
    r: () => {
      actions.runNow(job);
    },
    e: () => {
      actions.edit(job);
    },
    Delete: () => {
      actions.remove(job);
    }
  };
  return acts[key] ?? null;
}

/** Show what the keys do. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of schedules'),
    [
      ['↑ ↓', trans.__('Go to another job')],
      ['Enter', trans.__('Unfold or fold')],
      [trans.__('Space'), trans.__('Pause or resume')],
      ['r', trans.__('Run now')],
      ['e', trans.__('Change')],
      ['Delete', trans.__('Delete')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
