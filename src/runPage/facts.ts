import type { TranslationBundle } from '@jupyterlab/translation';

import type { RunDetail } from '../api/types';
import { formatDuration, formatMoment } from '../format';
import { formatSize } from '../sizes';

/** A line of what is known. */
export interface IFact {
  name: string;
  value: string;
  /** Whether it is an id, which a click copies. */
  isCode?: boolean;
}

/** What exactly ran: files, commit, times. */
export function whatRanFacts(
  run: RunDetail,
  trans: TranslationBundle
): readonly IFact[] {
  const { provenance, revision } = run;
  return present([
    [trans.__('Notebook'), run.path],
    [trans.__('Content'), run.notebook_hash, true],
    [trans.__('Output'), run.output],
    [trans.__('Files'), revisionText(revision, trans)],
    [trans.__('Commit'), provenance?.commit ?? null, true],
    [trans.__('Changes'), changesText(run, trans)],
    [trans.__('Asked for'), formatMoment(run.created_at)],
    [trans.__('Due'), run.due_at && formatMoment(run.due_at)],
    [trans.__('Started'), run.started_at && formatMoment(run.started_at)],
    [trans.__('Ended'), run.ended_at && formatMoment(run.ended_at)],
    [trans.__('By'), run.user],
    [trans.__('Run'), run.id, true]
  ]);
}

/** Retries, limits and priority, as far as they were set. */
export function policyFacts(
  run: RunDetail,
  trans: TranslationBundle
): readonly IFact[] {
  const { policy } = run;
  const seconds = (value: number | null | undefined): string | null =>
    value ? formatDuration(value) : null;
  const bytes = (value: number | null | undefined): string | null =>
    value ? formatSize(value) : null;
  const attempts = policy.retries?.attempts ?? 1;
  return present([
    [trans.__('Priority'), policy.priority ? String(policy.priority) : null],
    [trans.__('Attempts'), attempts > 1 ? String(attempts) : null],
    [trans.__('Run timeout'), seconds(policy.run_timeout)],
    [trans.__('Cell timeout'), seconds(policy.cell_timeout)],
    [trans.__('Queue timeout'), seconds(policy.queue_timeout)],
    [trans.__('Slots'), (policy.slots ?? 1) > 1 ? String(policy.slots) : null],
    [trans.__('Set aside'), bytes(policy.memory)],
    [trans.__('Memory limit'), bytes(policy.memory_limit)],
    [trans.__('Kernel'), policy.warm === false ? trans.__('cold') : null]
  ]);
}

/** What it ran in. */
export function environmentFacts(
  run: RunDetail,
  trans: TranslationBundle
): readonly IFact[] {
  const { environment } = run;
  return environment === null
    ? []
    : present([
        [trans.__('Kernel'), run.kernel],
        [trans.__('Language'), environment.language_version],
        [trans.__('Interpreter'), environment.executable],
        [trans.__('Platform'), environment.platform],
        [trans.__('Fingerprint'), environment.fingerprint, true]
      ]);
}

function present(
  all: readonly (readonly [string, string | null | undefined, boolean?])[]
): readonly IFact[] {
  return all.flatMap(([name, value, isCode]) =>
    value ? [{ name, value, isCode }] : []
  );
}

function revisionText(
  revision: RunDetail['revision'],
  trans: TranslationBundle
): string {
  switch (revision.kind) {
    case 'branch':
      return trans.__('newest commit of %1', revision.name ?? '');
    case 'commit':
      return trans.__('that commit, in a clean worktree');
    default:
      return trans.__('working copy');
  }
}

function changesText(
  { provenance }: RunDetail,
  trans: TranslationBundle
): string | null {
  if (!provenance?.dirty) {
    return null;
  }
  return provenance.overlay
    ? trans.__('kept as %1', provenance.overlay.slice(0, 7))
    : trans.__('there were some, which were not kept');
}
