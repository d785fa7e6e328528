import { display, plot, stream } from './diffRepository';
import type { ICell } from './diffRepository';

/** A DataFrame as pandas writes it. */
export function frame(
  rows: readonly (readonly [string, ...number[]])[]
): object {
  const head = ['model', 'rmse', 'mae', 'seconds'];
  const body = rows
    .map(
      ([name, ...values], index) =>
        `<tr><th>${index}</th><td>${name}</td>` +
        values.map(each => `<td>${each}</td>`).join('') +
        '</tr>'
    )
    .join('');
  const html =
    '<div><table border="1" class="dataframe"><thead><tr style="text-align: right;">' +
    '<th></th>' +
    head.map(each => `<th>${each}</th>`).join('') +
    `</tr></thead><tbody>${body}</tbody></table></div>`;
  return display({ 'text/html': html, 'text/plain': 'a frame' });
}

const IMPORTS: ICell = {
  id: 'imports',
  source: 'import numpy as np\nimport pandas as pd'
};

const FIT = [
  'def fit(X, y, alpha):',
  '    """Fit a ridge regression."""',
  '    weights = np.zeros(X.shape[1])',
  '    for step in range(100):',
  '        gradient = X.T @ (X @ weights - y)',
  '        weights -= 0.01 * gradient',
  '    return weights'
].join('\n');

/** What is left of a run of cells that never change. */
function steady(count: number): ICell[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `steady-${index}`,
    source: `x_${index} = ${index}\nprint(x_${index})`,
    outputs: [stream(`${index}\n`)]
  }));
}

/** The notebook as it was committed. */
export const BEFORE: ICell[] = [
  { id: 'title', type: 'markdown', source: '# Training\n\nFits a model.' },
  IMPORTS,
  { id: 'load', source: "data = pd.read_csv('prices.csv')" },
  { id: 'fit', source: FIT, metadata: { tags: ['train'] } },
  ...steady(12),
  {
    id: 'scores',
    source: 'scores',
    outputs: [
      frame([
        ['ridge', 53.1, 41.2, 0.8],
        ['lasso', 54.9, 42.0, 1.1],
        ['forest', 48.3, 36.9, 12.4]
      ])
    ]
  },
  {
    id: 'plot',
    source: 'plot_residuals(model)',
    outputs: [display({ 'image/png': plot(x => 0.3 + 0.4 * x) })]
  },
  { id: 'old', source: '# to be removed\nprint(data.describe())' },
  {
    id: 'log',
    source: 'train(model)',
    outputs: [
      stream('epoch 1 loss 0.93\nepoch 2 loss 0.71\nepoch 3 loss 0.66\n')
    ]
  }
];

/** The same as it is at work. */
export const AFTER: ICell[] = [
  { id: 'title', type: 'markdown', source: '# Training\n\nFits two models.' },
  IMPORTS,
  {
    id: 'fit',
    source: FIT.replace('range(100)', 'range(steps)')
      .replace('alpha):', 'alpha, steps=200):')
      .replace('0.01 * gradient', 'alpha * gradient')
      .replace('    return', '        history.append(weights)\n    return'),
    metadata: { tags: ['train', 'slow'] }
  },
  ...steady(12),
  {
    id: 'scores',
    source: 'scores',
    outputs: [
      frame([
        ['ridge', 51.7, 41.2, 0.8],
        ['lasso', 54.9, 42.0, 1.1],
        ['forest', 48.3, 36.1, 12.4],
        ['boosting', 44.0, 33.5, 30.2]
      ])
    ]
  },
  {
    id: 'plot',
    source: 'plot_residuals(model)',
    outputs: [display({ 'image/png': plot(x => 0.3 + 0.5 * x * x) })]
  },
  {
    id: 'log',
    source: 'train(model)',
    outputs: [
      stream('epoch 1 loss 0.93\nepoch 2 loss 0.64\nepoch 3 loss 0.52\n')
    ]
  },
  { id: 'load', source: "data = pd.read_csv('prices.csv')" },
  { id: 'new', source: 'best = scores.rmse.idxmin()\nprint(best)' }
];
