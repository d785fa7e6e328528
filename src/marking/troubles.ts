import type { Modules } from '../api/types';

/**
 * What is wrong with the cells of a notebook, by their ids.
 *
 * @param saved - Ids of the cells in the order of the saved notebook, which the server knows.
 * @param path - Contents path of the notebook.
 */
export function troublesOf(
  saved: readonly string[],
  path: string,
  status: Modules
): Map<string, string> {
  const troubles = new Map<string, string>();
  const findings = [
    ...status.findings,
    ...status.modules.flatMap(each => each.findings)
  ];
  for (const { notebook, index, message } of findings) {
    const id = notebook === path && index !== null ? saved[index] : undefined;
    const known = id === undefined ? '' : (troubles.get(id) ?? '');
    if (id !== undefined && !known.split('\n').includes(message)) {
      troubles.set(id, [known, message].filter(Boolean).join('\n'));
    }
  }
  return troubles;
}
