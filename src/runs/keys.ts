import type React from 'react';

import { isActive } from '../api/types';
import type { Run } from '../api/types';
import { handleListKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { RunsModel } from './model';
import type { IRunActions } from './row';

interface IContext {
  model: RunsModel;
  runs: readonly Run[];
  actions: IRunActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/**
 * Act on a key pressed in the list.
 *
 * @param event - The key.
 * @param context - What it acts on.
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 */
export function handleKey(
  event: React.KeyboardEvent,
  context: IContext,
  current: number,
  page: number
): void {
  const { model, runs, onFilterKey, onHelpKey } = context;
  handleListKey(event, {
    rows: runs,
    current,
    page,
    goTo: run => {
      model.activeId = run.id;
    },
    onFilterKey,
    onHelpKey,
    command: (key, run) => (run ? command(key, context, run) : null)
  });
}

/** Keys that do something with the current row. */
function command(key: string, { model, actions }: IContext, run: Run): Act {
  const fold = (open: boolean) => () => {
    model.setOpen(run.id, open);
  };
  switch (key) {
    case 'Enter':
      return () => {
        actions.open(run);
      };
    case ' ':
      return fold(!model.isOpen(run.id));
    case 'ArrowRight':
      return fold(true);
    case 'ArrowLeft':
    case 'Escape':
      return model.isOpen(run.id) ? fold(false) : null;
    case 'Delete':
    case 'Backspace':
      return () => {
        (isActive(run) ? actions.cancel : actions.remove)(run);
      };
    default:
      return null;
  }
}
