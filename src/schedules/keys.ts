import type { TranslationBundle } from '@jupyterlab/translation';
import type { Job } from '../api/types';
import { showKeyList } from '../components/keyList';
import type { Act } from '../components/listKeys';
import type { SchedulesModel } from './model';
import type { IJobActions } from './row';

/** What a key does with the current row, beside going to others. */
export function actOf(
  key: string,
  job: Job,
  model: SchedulesModel,
  actions: IJobActions
): Act {
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
