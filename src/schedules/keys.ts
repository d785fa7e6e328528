import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import type { Job } from '../api/types';
import { showKeyList } from '../components/keyList';
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
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const act =
    movement(event.key, context, current, page) ??
    command(event.key, context, current);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

type Act = (() => void) | null;

/** Keys that go to another row. */
function movement(
  key: string,
  { model, jobs }: IContext,
  current: number,
  page: number
): Act {
  const last = jobs.length - 1;
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: last
  };
  const target = targets[key];
  if (target === undefined || last < 0) {
    return null;
  }
  return () => {
    model.activeId = jobs[Math.min(last, Math.max(0, target))]?.id ?? null;
  };
}

/** Keys that do something with the current row. */
function command(key: string, context: IContext, current: number): Act {
  const { model, actions, jobs } = context;
  if (key === '/') {
    return context.onFilterKey;
  }
  if (key === '?') {
    return context.onHelpKey;
  }
  const job = jobs[current];
  if (!job) {
    return null;
  }
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
