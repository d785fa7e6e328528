import type { Notebook } from '@jupyterlab/notebook';

import type { Modules } from '../api/types';

/**
 * What is wrong with the cells of a notebook, by their ids.
 *
 * The server counts the cells of the saved notebook: this is right while that is what is open.
 *
 * @param path - Contents path of the notebook.
 */
export function troublesOf(
  notebook: Notebook,
  path: string,
  status: Modules
): Map<string, string> {
  const troubles = new Map<string, string>();
  const findings = [
    ...status.findings,
    ...status.modules.flatMap(each => each.findings)
  ];
  for (const { notebook: where, index, message } of findings) {
    const id =
      where === path && index !== null
        ? notebook.widgets[index]?.model.id
        : undefined;
    const known = id === undefined ? '' : (troubles.get(id) ?? '');
    if (id !== undefined && !known.split('\n').includes(message)) {
      troubles.set(id, [known, message].filter(Boolean).join('\n'));
    }
  }
  return troubles;
}
