import type { TranslationBundle } from '@jupyterlab/translation';
import type React from 'react';

import { showKeyList } from '../components/keyList';
import type { SweepPageModel } from './pageModel';

/** The row that a key leads to; undefined where it leads nowhere. */
export function rowAfterKey(
  key: string,
  current: number,
  page: number,
  count: number
): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1
  };
  const target = targets[key];
  return target === undefined || count === 0
    ? undefined
    : Math.min(count - 1, Math.max(0, target));
}

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
  { model, openRun, onHelpKey }: IContext,
  current: number,
  page: number
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const { runs, activeId, best } = model;
  const target = rowAfterKey(event.key, current, page, runs.length);
  if (target !== undefined) {
    model.activeId = runs[target]?.id ?? null;
  } else if (event.key === 'Enter' && activeId !== null) {
    openRun(activeId);
  } else if (event.key === 'b' && best) {
    model.activeId = best.id;
  } else if (event.key === 'Escape' && activeId !== null) {
    model.activeId = null;
  } else if (event.key === '?') {
    onHelpKey();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
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
