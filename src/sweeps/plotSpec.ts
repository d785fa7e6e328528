import type { Run } from '../api/types';
import { formatValue } from '../format';
import { configOf, scheme } from './plotStyle';
import type { IPlotStyle } from './plotStyle';

type Json = Record<string, unknown>;

/** How runs are drawn. */
export type PlotKind = 'scatter' | 'line' | 'parallel';

/** What is drawn. */
export interface IPlot {
  kind: PlotKind;
  /** The parameter along the axis. */
  x: string;
  /** The metric. */
  y: string;
  /** What colours stand for: a parameter, or the metric where empty. */
  color: string;
}

/**
 * A Vega-Lite specification of runs.
 *
 * @param runs - Those with a value of the metric are drawn.
 * @param names - The swept parameters, in order.
 * @param selected - Id of a run that stands out.
 */
export function plotSpec(
  runs: readonly Run[],
  names: readonly string[],
  plot: IPlot,
  style: IPlotStyle,
  selected: string | null
): Json {
  const drawn = runs.filter(run => run.metrics[plot.y] !== undefined);
  const body =
    plot.kind === 'parallel'
      ? parallel(drawn, names, plot, style, selected)
      : plane(drawn, names, plot, style, selected);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    width: style.width,
    height: style.height,
    background: 'transparent',
    autosize: { type: 'fit', contains: 'padding' },
    config: configOf(style),
    ...body
  };
}

/** Points, or lines through their means, over one parameter. */
function plane(
  runs: readonly Run[],
  names: readonly string[],
  plot: IPlot,
  style: IPlotStyle,
  selected: string | null
): Json {
  const { kind, x, y, color } = plot;
  const values = runs.map(run => ({
    ...plainValues(run, names),
    [METRIC]: run.metrics[y],
    [CHOSEN]: run.id === selected
  }));
  const along = axisOf(runs, x);
  const up = { field: METRIC, type: 'quantitative', title: y };
  const tooltip = [
    ...names.map(name => ({ field: fieldOf(name), title: name })),
    { field: METRIC, title: y, type: 'quantitative' }
  ];
  const hue = colorOf(runs, color, y, style);
  const points = {
    mark: { type: 'point', filled: true, opacity: 0.85 },
    encoding: {
      x: along,
      y: { ...up, scale: { zero: false } },
      size: {
        condition: { test: `datum['${CHOSEN}']`, value: 180 },
        value: 60
      },
      ...hue,
      tooltip
    }
  };
  const line = {
    mark: { type: 'line', opacity: 0.7 },
    encoding: {
      x: along,
      y: { ...up, aggregate: 'mean', scale: { zero: false } },
      ...(color ? hue : {})
    }
  };
  return {
    data: { values },
    layer: kind === 'line' ? [line, points] : [points]
  };
}

/** A line a run, across an axis a parameter, to the metric. */
function parallel(
  runs: readonly Run[],
  names: readonly string[],
  plot: IPlot,
  style: IPlotStyle,
  selected: string | null
): Json {
  const axes = [...names, plot.y].map(name => scaleOf(runs, name, plot.y));
  const values = runs.flatMap(run =>
    axes.map(axis => ({
      run: run.id,
      axis: axis.name,
      place: axis.place(run),
      value: axis.text(run),
      [METRIC]: run.metrics[plot.y],
      [CHOSEN]: run.id === selected
    }))
  );
  const ends = axes.flatMap(({ name, low, high }) => [
    { axis: name, place: 0, label: low },
    { axis: name, place: 1, label: high }
  ]);
  const order = axes.map(axis => axis.name);
  const x = {
    field: 'axis',
    type: 'nominal',
    sort: order,
    title: null,
    axis: {
      labelAngle: 0,
      labelPadding: 20,
      domain: false,
      ticks: false,
      orient: 'top'
    },
    scale: { padding: 0.3 }
  };
  const y = { field: 'place', type: 'quantitative', axis: null };
  const endLabels = (all: typeof ends, place: number, dy: number): Json => ({
    data: { values: all.filter(end => end.place === place) },
    mark: { type: 'text', color: style.faint, dy, fontSize: 11 },
    encoding: { x, y, text: { field: 'label' } }
  });
  return {
    layer: [
      {
        data: { values: ends },
        mark: { type: 'line', color: style.line },
        encoding: { x, y, detail: { field: 'axis', sort: null } }
      },
      {
        data: { values },
        mark: { type: 'line' },
        encoding: {
          x,
          y,
          detail: { field: 'run' },
          order: { field: 'index' },
          color: gradient(plot.y, style),
          opacity: {
            condition: { test: `datum['${CHOSEN}']`, value: 1 },
            value: selected === null ? 0.7 : 0.25
          },
          strokeWidth: {
            condition: { test: `datum['${CHOSEN}']`, value: 3 },
            value: 1.5
          },
          tooltip: [
            { field: 'axis', title: ' ' },
            { field: 'value', title: 'value' }
          ]
        }
      },
      endLabels(ends, 0, 12),
      endLabels(ends, 1, -8)
    ]
  };
}

/** Where runs lie on the axis of a parameter or of the metric, from 0 to 1. */
function scaleOf(runs: readonly Run[], name: string, metric: string) {
  const valueOf = (run: Run): unknown =>
    name === metric && !(name in run.parameters)
      ? run.metrics[name]
      : run.parameters[name];
  const text = (run: Run): string => formatValue(valueOf(run), 24);
  const numbers = runs
    .map(valueOf)
    .filter((each): each is number => typeof each === 'number');
  if (numbers.length === runs.length && runs.length > 0) {
    const scale = isSpread(numbers) ? Math.log : (value: number) => value;
    const low = Math.min(...numbers);
    const high = Math.max(...numbers);
    const length = scale(high) - scale(low);
    const place = (run: Run): number =>
      length > 0 ? (scale(Number(valueOf(run))) - scale(low)) / length : 0.5;
    return { name, text, place, low: short(low), high: short(high) };
  }
  const words = [...new Set(runs.map(text))].sort();
  const last = Math.max(1, words.length - 1);
  const place = (run: Run): number => words.indexOf(text(run)) / last;
  const [first = ''] = words;
  return { name, text, place, low: first, high: words[last] ?? '' };
}

/** Names that no parameter has. */
const METRIC = '$metric';
const CHOSEN = '$chosen';

/** A parameter's field: dots and brackets in names mean something to Vega. */
function fieldOf(name: string): string {
  return `p_${name.replace(/[^\w]/g, '_')}`;
}

function plainValues(run: Run, names: readonly string[]): Json {
  const values: Json = {};
  for (const name of names) {
    const value = run.parameters[name];
    values[fieldOf(name)] =
      typeof value === 'number' ? value : formatValue(value, 24);
  }
  return values;
}

function axisOf(runs: readonly Run[], name: string): Json {
  const field = fieldOf(name);
  const values = runs.map(run => run.parameters[name]);
  if (!values.every(value => typeof value === 'number')) {
    return { field, type: 'nominal', title: name, axis: { labelAngle: 0 } };
  }
  const scale = isSpread(values) ? { type: 'log' } : { zero: false };
  return { field, type: 'quantitative', title: name, scale };
}

/** Whether numbers go over magnitudes, so that their logarithms tell more. */
function isSpread(numbers: readonly number[]): boolean {
  const low = Math.min(...numbers);
  return numbers.length > 0 && low > 0 && Math.max(...numbers) / low >= 100;
}

function colorOf(
  runs: readonly Run[],
  color: string,
  metric: string,
  style: IPlotStyle
): Json {
  if (!color) {
    return { color: { value: style.accent } };
  }
  if (color === metric) {
    return { color: gradient(metric, style) };
  }
  const isNumber = runs.every(run => typeof run.parameters[color] === 'number');
  const kinds = new Set(runs.map(run => run.parameters[color]));
  return {
    color: {
      field: fieldOf(color),
      title: color,
      ...(isNumber && kinds.size > 6
        ? { type: 'quantitative', scale: { scheme: scheme(style) } }
        : { type: 'nominal' })
    }
  };
}

function gradient(metric: string, style: IPlotStyle): Json {
  return {
    field: METRIC,
    type: 'quantitative',
    title: metric,
    scale: { scheme: scheme(style) }
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
