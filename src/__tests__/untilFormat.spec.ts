import { nullTranslator } from '@jupyterlab/translation';

import { formatUntil } from '../untilFormat';

const trans = nullTranslator.load('jupyter-mlops');
const NOW = Date.parse('2026-01-01T10:00:00Z');

test.each([
  [-5, 'now'],
  [12, 'in 12 s'],
  [245, 'in 4 min'],
  [3 * 3600 + 300, 'in 3 h 05 m'],
  [2 * 86_400 + 4 * 3600, 'in 2 d 4 h'],
  [40 * 86_400, 'in 40 d']
])('%d seconds from now is %s', (seconds, text) => {
  const moment = new Date(NOW + seconds * 1000).toISOString();
  expect(formatUntil(moment, NOW, trans)).toBe(text);
});
