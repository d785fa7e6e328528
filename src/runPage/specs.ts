import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { RunDetail, RunMetrics } from '../api/types';

/** More values than this are thinned out: there are not more pixels. */
const MOST = 2000;

/** A plot of one metric by its steps. */
export function seriesSpec(
  series: RunMetrics['series'][number]
): ReadonlyPartialJSONObject {
  const { name, steps, values } = series;
  const few = values.length <= 30;
  return {
    data: {
      values: thinned(
        steps.map((step, index) => ({ step, value: values[index] ?? null }))
      )
    },
    mark: { type: 'line', point: few, tooltip: true },
    encoding: {
      x: { field: 'step', type: 'quantitative', title: null },
      y: {
        field: 'value',
        type: 'quantitative',
        title: null,
        scale: { zero: false }
      },
      tooltip: [
        { field: 'step', type: 'quantitative' },
        { field: 'value', type: 'quantitative', title: name }
      ]
    }
  };
}

/** A plot of what a run used over its time, with a line where each cell began. */
export function usageSpec(
  usage: RunMetrics['usage'],
  what: 'memory' | 'cpu',
  cells: RunDetail['cells'],
  startedAt: string | null | undefined
): ReadonlyPartialJSONObject {
  const isMemory = what === 'memory';
  const points = usage.seconds.map((second, index) => ({
    second,
    value: isMemory ? (usage.memory[index] ?? 0) / 1e6 : (usage.cpu[index] ?? 0)
  }));
  const marks = startedAt ? cellMarks(cells, startedAt) : [];
  return {
    layer: [
      {
        data: { values: marks },
        mark: { type: 'rule', strokeDash: [2, 3], opacity: 0.4 },
        encoding: {
          x: { field: 'second', type: 'quantitative' },
          tooltip: [{ field: 'cell', type: 'nominal' }]
        }
      },
      {
        data: { values: thinned(points) },
        mark: { type: 'area', line: true, opacity: 0.25, tooltip: true },
        encoding: {
          x: { field: 'second', type: 'quantitative', title: 'seconds' },
          y: {
            field: 'value',
            type: 'quantitative',
            title: isMemory ? 'MB' : null
          }
        }
      }
    ]
  };
}

/** When each cell began; only the longest where there are many. */
function cellMarks(
  cells: RunDetail['cells'],
  startedAt: string
): { second: number; cell: string }[] {
  const start = Date.parse(startedAt);
  return [...cells]
    .sort((a, b) => b.duration - a.duration)
    .slice(0, 20)
    .map(cell => ({
      second: (Date.parse(cell.started_at) - start) / 1000,
      cell: String(cell.index + 1)
    }));
}

/** As many values as can be told apart, the last one always among them. */
function thinned<T>(values: readonly T[]): T[] {
  const every = Math.ceil(values.length / MOST);
  return values.filter(
    (_, index) => index % every === 0 || index === values.length - 1
  );
}
