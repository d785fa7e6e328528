import type { IOutput } from '@jupyterlab/nbformat';

import { withoutEscapes } from '../escapes';

/** A text as nbformat has it: whole, or in lines. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) {
    return value.join('');
  }
  return null;
}

/** What a terminal would show in the end: without escapes, lines overwritten by what came later. */
export function settle(text: string): string {
  const plain = withoutEscapes(text);
  if (!plain.includes('\r') && !plain.includes('\b')) {
    return plain;
  }
  return plain.split('\n').map(settleLine).join('\n');
}

/** A line as it is once each character was written where the cursor stood. */
function settleLine(line: string): string {
  const shown: string[] = [];
  let column = 0;
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === '\r') {
      column = 0;
    } else if (character === '\b') {
      column = Math.max(0, column - 1);
    } else {
      shown[column] = character;
      column += 1;
    }
  }
  return shown.join('');
}

/**
 * The output at an index, as one reads it: streams of one name that follow each other are one.
 *
 * @param outputs - Outputs of a cell.
 * @param index - The first of them.
 */
export function runAt(outputs: readonly IOutput[], index: number): IOutput[] {
  const first = outputs[index];
  if (first?.output_type !== 'stream') {
    return first ? [first] : [];
  }
  let stop = index + 1;
  while (
    outputs[stop]?.output_type === 'stream' &&
    outputs[stop]?.name === first.name
  ) {
    stop += 1;
  }
  return outputs.slice(index, stop);
}

/**
 * An output as text; empty where it isn't one.
 *
 * @param run - What `runAt` gives.
 * @param mime - What is shown of it.
 */
export function outputText(run: readonly IOutput[], mime: string): string {
  const [first] = run;
  switch (first?.output_type) {
    case 'stream':
      return settle(run.map(each => textOf(each.text) ?? '').join(''));
    case 'error':
      return settle(errorText(first));
    case 'display_data':
    case 'execute_result':
    case 'update_display_data':
      return dataText(dataOf(first)[mime], mime);
    default:
      return first ? pretty(first) : '';
  }
}

/** The data of a rich output, by MIME type. */
export function dataOf(output: IOutput | undefined): Record<string, unknown> {
  const data = output?.data;
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? data
    : {};
}

/** How many characters an output has, about. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  if (typeof value !== 'object' || value === null) {
    return 8;
  }
  let size = 2;
  for (const each of Object.values(value)) {
    size += sizeOf(each);
  }
  return size;
}

function errorText(output: IOutput): string {
  const { traceback, ename, evalue } = output;
  const lines = textsIn(traceback);
  return lines.length > 0
    ? lines.join('\n')
    : textsIn([ename, evalue]).join(': ');
}

function textsIn(values: unknown): string[] {
  const all: unknown[] = Array.isArray(values) ? values : [];
  return all.filter((each): each is string => typeof each === 'string');
}

function dataText(value: unknown, mime: string): string {
  const text = textOf(value);
  if (text === null || mime.endsWith('json')) {
    return value === undefined ? '' : pretty(value);
  }
  return mime === 'text/plain' ? settle(text) : text;
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
