import type { TranslationBundle } from '@jupyterlab/translation';

import type { Queue } from '../api/types';

/** What the queue is at, in short: `2 running · 5 waiting`. */
export function queueWords(queue: Queue, trans: TranslationBundle): string {
  const { running, waiting } = queue;
  const words: string[] = [];
  if (running > 0) {
    words.push(trans.__('%1 running', running));
  }
  if (waiting > 0) {
    words.push(trans.__('%1 waiting', waiting));
  }
  return words.length > 0 ? words.join(' · ') : trans.__('Nothing to do');
}

/** Who does it, in short. */
export function workerWords(queue: Queue, trans: TranslationBundle): string {
  const { worker, limits } = queue;
  if (limits.paused) {
    return trans.__('paused');
  }
  if (!worker) {
    return trans.__('no worker');
  }
  if (worker.draining) {
    return trans.__('worker finishing');
  }
  return queue.running + queue.waiting > 0
    ? trans.__('worker at work')
    : trans.__('worker idle');
}

/** Who does it, in full, for a tooltip. */
export function workerDetails(queue: Queue, trans: TranslationBundle): string {
  const { worker, slots_used, slots } = queue;
  const used = trans.__('%1 of %2 slots taken', slots_used, slots);
  if (!worker) {
    return `${used}\n${trans.__('No worker: one starts when a run is asked for.')}`;
  }
  const who = trans.__('Worker %1 on %2', worker.pid, worker.host);
  const kind =
    worker.kind === 'standing'
      ? trans.__('started to stay')
      : trans.__('started by JupyterLab');
  return `${used}\n${who}, ${kind}`;
}
