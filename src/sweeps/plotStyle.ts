type Json = Record<string, unknown>;

/** Colours and sizes of the page that it is drawn into. */
export interface IPlotStyle {
  width: number;
  height: number;
  font: string;
  text: string;
  faint: string;
  line: string;
  accent: string;
  /** Whether the page is dark. */
  isDark: boolean;
}

/** Colours that stand off the page. */
export function scheme({ isDark }: IPlotStyle): string {
  return isDark ? 'plasma' : 'viridis';
}

/** Vega-Lite's configuration: the page's font and colours. */
export function configOf(style: IPlotStyle): Json {
  const { font, text, faint, line } = style;
  const words = { labelFont: font, titleFont: font, labelFontSize: 11 };
  const colors = { labelColor: faint, titleColor: text };
  return {
    font,
    view: { stroke: null },
    axis: {
      ...words,
      ...colors,
      titleFontWeight: 600,
      gridColor: line,
      gridOpacity: 0.5,
      domainColor: line,
      tickColor: line
    },
    legend: { ...words, ...colors, titleFontWeight: 600 }
  };
}
