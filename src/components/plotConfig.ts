import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** Colours of series, by the theme's variables: told apart also by those who see few colours. */
const SERIES = [
  '--jp-brand-color1',
  '--jp-warn-color1',
  '--jp-success-color1',
  '--jp-error-color1',
  '--jp-info-color1',
  '--jp-accent-color1'
];

/** Vega-Lite's configuration in the colours and fonts of the theme. */
export function plotConfig(element: Element): ReadonlyPartialJSONObject {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const text = value('--jp-ui-font-color2');
  const line = value('--jp-border-color2');
  const font = value('--jp-ui-font-family');
  const axis = {
    domainColor: line,
    gridColor: line,
    tickColor: line,
    labelColor: text,
    titleColor: text,
    labelFont: font,
    titleFont: font,
    titleFontWeight: 'normal',
    labelFontSize: 11,
    titleFontSize: 11,
    gridOpacity: 0.6
  };
  const legend = { ...axis, orient: 'top', title: null };
  return {
    background: 'transparent',
    font,
    view: { stroke: null },
    axis,
    axisX: { grid: false },
    legend,
    title: { color: value('--jp-ui-font-color1'), font, fontSize: 13 },
    range: { category: SERIES.map(value) },
    line: { strokeWidth: 1.5 },
    point: { filled: true, size: 40 },
    mark: { color: value('--jp-brand-color1') }
  };
}
