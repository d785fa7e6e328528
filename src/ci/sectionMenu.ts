import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import { CommandIDs } from '../tokens';
import type { CiActions } from './actions';

/** Open the menu of what can be done with the project's checks. */
export function openSectionMenu(
  actions: CiActions,
  x: number,
  y: number
): void {
  const { commands, trans, work, model } = actions;
  const { run, status } = model.ci;
  const command = (label: string, id: string): IMenuItem => ({
    label,
    isEnabled: commands.hasCommand(id) && commands.isEnabled(id),
    execute: () => void commands.execute(id)
  });
  openMenu(
    [
      {
        label: trans.__('Check This Commit'),
        isEnabled: Boolean(status?.head),
        execute: () => void work.check({ working: false })
      },
      {
        label: trans.__('Check These Files'),
        execute: () => void work.check({ working: true })
      },
      {
        label: trans.__('Check without What Is Known'),
        isEnabled: Boolean(status?.head),
        execute: () => void work.check({ working: false, fresh: true })
      },
      command(trans.__('Check This Notebook'), CommandIDs.checkNotebook),
      null,
      command(trans.__('Fix What Can Be Fixed'), CommandIDs.fixFindings),
      {
        label: trans.__('Open Log'),
        isEnabled: run !== null,
        execute: () => {
          if (run) {
            actions.openLog(run);
          }
        }
      },
      null,
      command(trans.__('Refresh'), CommandIDs.refreshCi)
    ],
    x,
    y
  );
}
