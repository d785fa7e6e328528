import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import type { Sweep } from '../api/types';
import { showKeyList } from '../components/keyList';
import { handleListKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { ISweepsActions } from './list';
import type { SweepsModel } from './model';

interface IContext {
  model: SweepsModel;
  sweeps: readonly Sweep[];
  actions: ISweepsActions;
  onFilterKey: () => void;
  onHelpKey: () => void;
}

/**
 * Act on a key pressed in the list of sweeps.
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
  const { model, sweeps, onFilterKey, onHelpKey } = context;
  handleListKey(event, {
    rows: sweeps,
    current,
    page,
    goTo: sweep => {
      model.activeId = sweep.id;
    },
    onFilterKey,
    onHelpKey,
    command: (key, sweep) =>
      sweep ? command(key, context.actions, sweep) : null
  });
}

function command(key: string, actions: ISweepsActions, sweep: Sweep): Act {
  switch (key) {
    case 'Enter':
      return () => {
        actions.open(sweep);
      };
    case 'Delete':
      return () => {
        actions.remove(sweep);
      };
    default:
      return null;
  }
}

/** Show what the keys do in the list. */
export async function showKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the list of sweeps'),
    [
      ['↑ ↓', trans.__('Go to another sweep')],
      ['Enter', trans.__('Open the sweep')],
      ['Delete', trans.__('Delete')],
      ['/', trans.__('Filter')],
      ['Esc', trans.__('Go back one step')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
