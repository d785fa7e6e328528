import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { Run } from '../api/types';
import { notebookName } from '../format';
import type { RunsModel } from '../runs/model';
import { CommandIDs } from '../tokens';
import type { ISettings } from '../tokens';

/** Tell of the ends of runs that were started from this page. */
export function notifyEnds(
  model: RunsModel,
  settings: ISettings,
  commands: CommandRegistry,
  trans: TranslationBundle
): void {
  const mine = new Set<string>();
  model.started.connect((_, run) => {
    mine.add(run.id);
  });
  model.ended.connect((_, run) => {
    if (mine.delete(run.id) && isWanted(run, settings)) {
      notify(run, commands, trans);
    }
  });
}

/** A cancelled run was cancelled by someone who knows. */
function isWanted(run: Run, settings: ISettings): boolean {
  switch (settings.notifyOnEnd) {
    case 'never':
      return false;
    case 'failures':
      return run.state === 'failed' || run.state === 'lost';
    default:
      return run.state !== 'cancelled';
  }
}

function notify(
  run: Run,
  commands: CommandRegistry,
  trans: TranslationBundle
): void {
  const name = notebookName(run.path);
  const open = (label: string): Notification.IAction => ({
    label,
    displayType: 'accent',
    callback: () => {
      void commands.execute(CommandIDs.openOutput, { id: run.id });
    }
  });
  if (run.state === 'succeeded') {
    const actions = run.output === null ? [] : [open(trans.__('Open output'))];
    Notification.success(trans.__('%1 ran to its end.', name), {
      actions,
      autoClose: 8000
    });
    return;
  }
  const hasCell =
    run.output !== null && typeof run.failure?.cell_index === 'number';
  Notification.error(
    trans.__('%1 failed: %2', name, run.failure?.message ?? run.state),
    {
      actions: hasCell ? [open(trans.__('Go to failed cell'))] : [],
      autoClose: false
    }
  );
}
