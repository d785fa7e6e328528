import type React from 'react';

import type { HistoryModel } from './model';

/** Act on a key pressed in the list of commits. */
export function handleKey(
  event: React.KeyboardEvent<HTMLElement>,
  model: HistoryModel,
  current: number,
  page: number
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const last = model.commits.length - 1;
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: last
  };
  const target = targets[event.key];
  if (target !== undefined) {
    const index = Math.min(last, Math.max(0, target));
    model.activate(model.commits[index]?.commit ?? null);
  } else if (event.key === 'Enter' || event.key === 'ArrowRight') {
    event.currentTarget
      .closest('.mlops-History-panes')
      ?.querySelector<HTMLElement>('.mlops-CommitFile-name')
      ?.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
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
