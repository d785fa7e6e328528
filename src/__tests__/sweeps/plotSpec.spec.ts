import { plotSpec } from '../../sweeps/plotSpec';
import type { PlotKind } from '../../sweeps/plotSpec';
import type { IPlotStyle } from '../../sweeps/plotStyle';
import { makeRun } from '../makeRun';

const STYLE: IPlotStyle = {
  width: 400,
  height: 200,
  font: 'sans',
  text: 'a',
  faint: 'b',
  line: 'c',
  accent: 'd',
  isDark: false
};

const runs = [0.001, 0.1, 10].map((alpha, index) =>
  makeRun({
    id: `r${index}`,
    parameters: { alpha, 'model.kind': index % 2 ? 'ridge' : 'lasso' },
    metrics: index === 2 ? {} : { rmse: index }
  })
);

function spec(kind: PlotKind, x = 'alpha', color = '') {
  const plot = { kind, x, y: 'rmse', color };
  return plotSpec(runs, ['alpha', 'model.kind'], plot, STYLE, 'r1');
}

test('runs without the metric are left out', () => {
  const { data } = spec('scatter') as { data: { values: unknown[] } };
  expect(data.values).toHaveLength(2);
});

test('numbers over several magnitudes lie on a logarithmic axis, words on none', () => {
  const text = JSON.stringify(spec('scatter'));
  expect(text).toContain('"type":"log"');
  const words = JSON.stringify(spec('line', 'model.kind', 'alpha'));
  expect(words).not.toContain('"type":"log"');
  expect(words).toContain('"field":"p_model_kind"');
});

test('a run is a line across an axis a parameter, to the metric', () => {
  const { layer } = spec('parallel') as {
    layer: { data: { values: { run: string; place: number }[] } }[];
  };
  const places = layer[1]?.data.values
    .filter(each => each.run === 'r1')
    .map(each => each.place);
  expect(places).toEqual([1, 1, 1]);
});
