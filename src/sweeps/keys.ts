import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import { showKeyList } from '../components/keyList';
import { actOnKey, rowAfterKey } from '../components/listKeys';
import type { Act } from '../components/listKeys';
import type { SweepPageModel } from './pageModel';

interface IContext {
  model: SweepPageModel;
  openRun: (id: string) => void;
  onHelpKey: () => void;
}

/**
 * Act on a key pressed in the table of a sweep's runs.
 *
 * @param current - Index of the current row; negative where there is none.
 * @param page - Rows in view.
 */
export function handleRunKey(
  event: React.KeyboardEvent,
  context: IContext,
  current: number,
  page: number
): void {
  actOnKey(event, key => {
    const { model } = context;
    const target = rowAfterKey(key, current, page, model.runs.length);
    return target === undefined
      ? command(key, context)
      : goTo(model, model.runs[target]?.id ?? null);
  });
}

function goTo(model: SweepPageModel, id: string | null): Act {
  return () => {
    model.activeId = id;
  };
}

function command(key: string, { model, openRun, onHelpKey }: IContext): Act {
  const { activeId, best } = model;
  if (key === '?') {
    return onHelpKey;
  }
  if (key === 'b' && best) {
    return goTo(model, best.id);
  }
  if (activeId === null) {
    return null;
  }
  switch (key) {
    case 'Enter':
      return () => {
        openRun(activeId);
      };
    case 'Escape':
      return goTo(model, null);
    default:
      return null;
  }
}

/** Show what the keys do in the table. */
export async function showRunKeys(trans: TranslationBundle): Promise<void> {
  await showKeyList(
    trans.__('Keys in the table of a sweep'),
    [
      ['↑ ↓', trans.__('Go to another run')],
      ['Enter', trans.__('Open the run')],
      ['b', trans.__('Go to the best run')],
      ['Esc', trans.__('Go to no run')],
      ['?', trans.__('Show these keys')]
    ],
    trans
  );
}
