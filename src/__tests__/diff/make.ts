import type { DiffCell } from '../../api/types';

/** An entry of a diff; by default a cell that both sides have and that was edited. */
export function makeCell(given: Partial<DiffCell> = {}): DiffCell {
  return {
    entry: 0,
    kind: 'paired',
    base: 0,
    head: 0,
    count: 1,
    noise: false,
    moved: false,
    base_type: 'code',
    head_type: 'code',
    base_id: null,
    head_id: null,
    base_count: null,
    head_count: null,
    base_source: 'a',
    head_source: 'b',
    source: { view: 'text', hunks: [] },
    outputs: [],
    base_outputs: 0,
    head_outputs: 0,
    metadata: [],
    split_from: null,
    joined_into: null,
    ...given
  };
}

/** Cells that haven't changed. */
export function makeUnchanged(
  base: number,
  head: number,
  count: number
): DiffCell {
  return makeCell({
    kind: 'unchanged',
    base,
    head,
    count,
    noise: true,
    source: null,
    base_source: null,
    head_source: null
  });
}
