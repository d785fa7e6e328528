import type React from 'react';

import { actOnKey, rowAfterKey } from '../components/listKeys';
import type { HistoryModel } from './model';

/** Act on a key pressed in the list of commits. */
export function handleKey(
  event: React.KeyboardEvent<HTMLElement>,
  model: HistoryModel,
  current: number,
  page: number
): void {
  const { currentTarget } = event;
  actOnKey(event, key => {
    const target = rowAfterKey(key, current, page, model.commits.length);
    if (target !== undefined) {
      return () => {
        model.activate(model.commits[target]?.commit ?? null);
      };
    }
    return key === 'Enter' || key === 'ArrowRight'
      ? () =>
          currentTarget
            .closest('.mlops-History-panes')
            ?.querySelector<HTMLElement>('.mlops-CommitFile-name')
            ?.focus()
      : null;
  });
}

/** Act on a key pressed on a file of a commit: to its neighbours, or back to the commits. */
export function handleFileKey(event: React.KeyboardEvent<HTMLElement>): void {
  const panes = event.currentTarget.closest('.mlops-History-panes');
  const files = [
    ...(panes?.querySelectorAll<HTMLElement>('.mlops-CommitFile-name') ?? [])
  ];
  const index = files.indexOf(event.currentTarget);
  switch (event.key) {
    case 'ArrowDown':
      files[index + 1]?.focus();
      break;
    case 'ArrowUp':
      files[index - 1]?.focus();
      break;
    case 'ArrowLeft':
    case 'Escape':
      panes?.querySelector<HTMLElement>('.mlops-CommitList')?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}
