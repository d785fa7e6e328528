import { openMenu } from '../components/menu';
import type { IMenuItem } from '../components/menu';
import { CommandIDs } from '../tokens';
import type { ModuleActions } from './actions';

/** Open the menu of what can be done with all modules. */
export function openSectionMenu(
  actions: ModuleActions,
  x: number,
  y: number
): void {
  const { commands, trans, work } = actions;
  const command = (label: string, id: string): IMenuItem => ({
    label,
    isEnabled: commands.hasCommand(id) && commands.isEnabled(id),
    execute: () => void commands.execute(id)
  });
  openMenu(
    [
      command(trans.__('Export This Notebook'), CommandIDs.exportNotebook),
      {
        label: trans.__('Export with Tests'),
        execute: () => void work.export({ tests: true })
      },
      null,
      command(trans.__('Release…'), CommandIDs.release),
      command(trans.__('Versions'), CommandIDs.showVersions),
      null,
      command(trans.__('Refresh'), CommandIDs.refreshModules)
    ],
    x,
    y
  );
}
