/** A cell, as markers in modules name it. */
export interface ICellName {
  /** The notebook's file name. */
  readonly notebook: string;
  readonly id: string;
  /** From 0. */
  readonly index: number;
}

const MARKER = /^# %% (\S.*?)(?: ?#(\S+)| (\d+))\s*$/;

/**
 * The line of a module at which a cell begins, from 0; null where it isn't there.
 *
 * nbdev's modules name cells by their index, or by their id as ours do.
 */
export function lineOfCell(text: string, cell: ICellName): number | null {
  const lines = text.split('\n');
  const names = [cell.id, `@${cell.index}`];
  const found = lines.findIndex(line => {
    const [, notebook = '', id, index] = MARKER.exec(line) ?? [];
    return (
      notebook.split('/').pop() === cell.notebook &&
      (id === undefined ? Number(index) === cell.index : names.includes(id))
    );
  });
  if (found < 0) {
    return null;
  }
  return Math.min(found + 1, lines.length - 1);
}
