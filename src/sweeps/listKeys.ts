import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import type { Sweep } from '../api/types';
import { showKeyList } from '../components/keyList';
import { actOnKey, rowAfterKey } from '../components/listKeys';
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
  const { model, sweeps } = context;
  actOnKey(event, key => {
    const target = rowAfterKey(key, current, page, sweeps.length);
    return target === undefined
      ? command(key, context, sweeps[current])
      : () => {
          model.activeId = sweeps[target]?.id ?? null;
        };
  });
}

function command(
  key: string,
  { actions, onFilterKey, onHelpKey }: IContext,
  sweep: Sweep | undefined
): Act {
  const act = (does: (sweep: Sweep) => void): Act =>
    sweep
      ? () => {
          does(sweep);
        }
      : null;
  switch (key) {
    case '/':
      return onFilterKey;
    case '?':
      return onHelpKey;
    case 'Enter':
      return act(actions.open);
    case 'Delete':
      return act(actions.remove);
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
