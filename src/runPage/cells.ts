import type { IOutput } from '@jupyterlab/nbformat';

import type { RunCells } from '../api/types';

/** A cell of a run's notebook, as the page draws it. */
export interface IPageCell {
  readonly index: number;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly outputs: readonly IOutput[];
  readonly count: number | null;
  /** Whether outputs were too large to be sent. */
  readonly isShortened: boolean;
}

/** A run's notebook as far as it has come. */
export interface IPageCells {
  readonly version: string;
  readonly cells: readonly IPageCell[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

export const NO_CELLS: IPageCells = { version: '', cells: [], metadata: {} };

/** What is known after the server has said what differs; cells that don't stay the same objects. */
export function mergeCells(known: IPageCells, reply: RunCells): IPageCells {
  const cells = known.cells.slice(0, reply.total);
  for (const { index, cell, shortened } of reply.cells) {
    cells[index] = readCell(index, cell, shortened);
  }
  // A gap would be a cell that was sent to nobody: it shows as an empty one until it is.
  for (let index = 0; index < reply.total; index += 1) {
    cells[index] ??= readCell(index, {}, false);
  }
  return { version: reply.version, cells, metadata: reply.metadata };
}

/** The language of a notebook's code; empty where it doesn't say. */
export function languageOf(metadata: IPageCells['metadata']): string {
  const info = metadata.language_info as { name?: unknown } | undefined;
  const spec = metadata.kernelspec as { language?: unknown } | undefined;
  const name = info?.name ?? spec?.language;
  return typeof name === 'string' ? name : '';
}

function readCell(
  index: number,
  cell: Readonly<Record<string, unknown>>,
  isShortened: boolean
): IPageCell {
  const outputs = Array.isArray(cell.outputs) ? cell.outputs : [];
  const { id, cell_type: type, execution_count: count } = cell;
  return {
    index,
    id: typeof id === 'string' ? id : `at-${index}`,
    type: typeof type === 'string' ? type : 'raw',
    source: joined(cell.source),
    outputs: outputs.filter(isOutput).map(readOutput),
    count: typeof count === 'number' ? count : null,
    isShortened
  };
}

function isOutput(value: unknown): value is IOutput {
  return typeof value === 'object' && value !== null && 'output_type' in value;
}

/** An output whose texts are whole: files keep them as lists of lines. */
function readOutput(output: IOutput): IOutput {
  const { text, data } = output as { text?: unknown; data?: unknown };
  if (text !== undefined) {
    return { ...output, text: joined(text) };
  }
  if (typeof data !== 'object' || data === null) {
    return output;
  }
  const whole = Object.entries(data).map(([mime, value]) => [
    mime,
    isLines(value) && !/[/+]json$/.test(mime)
      ? joined(value)
      : (value as unknown)
  ]);
  return { ...output, data: Object.fromEntries(whole) as typeof output.data };
}

function joined(text: unknown): string {
  return isLines(text) ? text.join('') : typeof text === 'string' ? text : '';
}

function isLines(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}
