import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import { CommandIDs } from '../tokens';
import { discard } from './discard';
import { openMenu } from '../components/menu';
import type { ChangesModel } from './model';

interface IOptions {
  model: ChangesModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  x: number;
  y: number;
}

/** Open the menu of what can be done to all changes. */
export function openSectionMenu(options: IOptions): void {
  const { model, commands, trans, x, y } = options;
  const files = model.files.filter(file => file.actionable);
  const isEnabled = files.length > 0;
  openMenu(
    [
      {
        label: trans.__('Stage All'),
        isEnabled,
        execute: () => void model.wishFiles(files, true)
      },
      {
        label: trans.__('Unstage All'),
        isEnabled,
        execute: () => void model.wishFiles(files, false)
      },
      {
        label: trans.__('Discard All'),
        isEnabled,
        execute: () => {
          const all = files.map(({ path }) => ({ path }));
          void discard(model, all, trans);
        }
      },
      null,
      {
        label: trans.__('Restore Discarded…'),
        isEnabled: model.current !== null,
        execute: () => void commands.execute(CommandIDs.showRestoreList)
      }
    ],
    x,
    y
  );
}
