import type { TranslationBundle } from '@jupyterlab/translation';

import type { Job } from '../api/types';
import { formatUntil } from '../untilFormat';
import { upcoming } from './order';

type Occurrence = Job['occurrences'][number];

/** What became of a time at which a job was due. */
export function occurrenceWord(
  state: Occurrence['state'],
  trans: TranslationBundle
): string {
  const words: Record<Occurrence['state'], string> = {
    started: trans.__('started'),
    skipped: trans.__('skipped'),
    missed: trans.__('missed'),
    failed: trans.__('failed')
  };
  return words[state];
}

/** When a job runs next, in a few words. */
export function nextWord(
  job: Job,
  now: number,
  trans: TranslationBundle
): string {
  if (!job.schedule) {
    return '';
  }
  if (job.paused) {
    return trans.__('paused');
  }
  const next = upcoming(job);
  if (next) {
    return formatUntil(next, now, trans);
  }
  const { kind } = job.schedule.trigger;
  return kind === 'file' || kind === 'commit'
    ? trans.__('waits')
    : trans.__('never again');
}

/** What of the files is run. */
export function revisionWord(
  revision: Job['revision'],
  trans: TranslationBundle
): string {
  switch (revision.kind) {
    case 'branch':
      return trans.__('newest commit of %1', revision.name ?? '');
    case 'commit':
      return trans.__('commit %1', (revision.name ?? '').slice(0, 12));
    default:
      return trans.__('working copy');
  }
}
