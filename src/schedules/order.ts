import type { Job } from '../api/types';

/** What the list is ordered by. */
export type Order = 'name' | 'next' | 'last';

/**
 * Jobs that hold all words of a text, in an order.
 *
 * Words are looked for in name, notebook, schedule and labels; `paused`, `failed` and the other
 * states of the last run are words as well.
 */
export function arrange(
  jobs: readonly Job[],
  filter: string,
  order: Order
): readonly Job[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return jobs
    .filter(job => {
      const text = searchable(job);
      return words.every(word => text.includes(word));
    })
    .sort((a, b) => compare(a, b, order) || a.name.localeCompare(b.name));
}

function searchable(job: Job): string {
  return [
    job.name,
    job.path,
    job.schedule_text,
    ...job.labels.map(label => `label:${label}`),
    job.paused ? 'paused' : '',
    job.recent[0]?.state ?? '',
    job.source
  ]
    .join('\n')
    .toLowerCase();
}

function compare(a: Job, b: Job, order: Order): number {
  switch (order) {
    case 'name':
      return 0;
    case 'next':
      return moment(upcoming(a), Infinity) - moment(upcoming(b), Infinity) || 0;
    case 'last':
      return (
        moment(b.recent[0]?.created_at, 0) - moment(a.recent[0]?.created_at, 0)
      );
  }
}

/** When a job is due next; null where it rests, or no clock decides. */
export function upcoming(job: Job): string | null {
  return job.paused ? null : job.next_at;
}

function moment(text: string | null | undefined, otherwise: number): number {
  return text ? Date.parse(text) : otherwise;
}
