import { expect, test } from '@jupyterlab/galata';

import { DiffView } from '../helpers/diff';
import { Repository, stream } from '../helpers/diffRepository';
import type { ICell } from '../helpers/diffRepository';

const CELLS = 500;

/** Outputs of 20 MB together, of two kinds. */
function cells(round: number): ICell[] {
  return Array.from({ length: CELLS }, (_, index) => {
    const lines = Array.from(
      { length: 800 },
      (_each, line) =>
        `cell ${index} line ${line}: ${line * round} ${'x'.repeat(24)}\n`
    );
    const source = [
      `def step_${index}(x):`,
      `    scale = ${round}`,
      '    for each in range(10):',
      `        x = x * scale + ${index}`,
      '    return x'
    ];
    return {
      id: `cell-${index}`,
      source: source.join('\n'),
      count: index + round,
      outputs: [stream(lines.join(''))]
    };
  });
}

test('500 changed cells with 20 MB of outputs open fast and scroll smoothly', async ({
  page,
  tmpPath
}) => {
  const repository = new Repository(`${tmpPath}/project`);
  repository.notebook('large.ipynb', cells(1));
  repository.commit('start');
  repository.notebook('large.ipynb', cells(2));
  const small = [{ id: 'a', source: '1' }];
  repository.notebook('small.ipynb', small);
  const diff = new DiffView(page);
  // The code of the view and of its editors is there in the second view that one opens.
  await diff.open(repository.path('small.ipynb'));
  await expect(diff.cells).toHaveCount(1);

  const opened = await page.evaluate(async path => {
    const start = performance.now();
    await window.jupyterapp.commands.execute('mlops:open-diff', { path });
    const isDrawn = (): boolean =>
      document.querySelector(
        '.mlops-Diff:not(.lm-mod-hidden) .mlops-DiffOutput .cm-changedText'
      ) !== null;
    while (!isDrawn() && performance.now() - start < 60_000) {
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
  }, repository.path('large.ipynb'));
  await expect(diff.cells).toHaveCount(CELLS);

  const frames = await diff.scroller.evaluate(async node => {
    const times: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 240; step += 1) {
      node.scrollTop += 60;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.sort((a, b) => a - b);
  });
  const at = (share: number): number =>
    frames[Math.floor(frames.length * share)] ?? 0;
  const drawn = await diff.view.locator('.cm-editor').count();
  const figures = {
    opened: Math.round(opened),
    medianFrame: Math.round(at(0.5)),
    p95Frame: Math.round(at(0.95)),
    worstFrame: Math.round(at(0.999)),
    editors: drawn
  };
  test.info().annotations.push({
    type: 'figures',
    description: JSON.stringify(figures)
  });
  // Machines that run tests are slow and busy: what the view must not do is get stuck. The figures
  // of a quiet one are in the annotation.
  expect(opened).toBeLessThan(15_000);
  expect(at(0.5)).toBeLessThan(200);
  expect(drawn).toBeLessThan(80);
});
