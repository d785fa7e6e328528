import type { TranslationBundle } from '@jupyterlab/translation';

import type { Policy } from '../api/types';
import { readBytes, readSeconds, writeBytes, writeSeconds } from '../lengths';

/** After which failures a run is tried again. */
export type RetryOn = 'breakdown' | 'any';

/** How runs are treated, as it is typed; an empty text is no limit. */
export interface IPolicyDraft {
  attempts: string;
  retryOn: RetryOn;
  delay: string;
  runTimeout: string;
  cellTimeout: string;
  queueTimeout: string;
  memoryLimit: string;
  priority: string;
  maxParallel: string;
  warm: boolean;
}

/** Names of what is typed. */
export type PolicyField = Exclude<keyof IPolicyDraft, 'retryOn' | 'warm'>;

/** Failures that are not the notebook's own. */
const BREAKDOWNS = ['kernel_died', 'runner_gone', 'timeout'];

/** A policy as it is typed. */
export function policyDraft(policy: Policy = {}): IPolicyDraft {
  const { retries = {} } = policy;
  return {
    attempts: String(retries.attempts ?? 1),
    retryOn: retries.on?.includes('any') ? 'any' : 'breakdown',
    delay: writeSeconds(retries.delay ?? 10),
    runTimeout: seconds(policy.run_timeout),
    cellTimeout: seconds(policy.cell_timeout),
    queueTimeout: seconds(policy.queue_timeout),
    memoryLimit: policy.memory_limit ? writeBytes(policy.memory_limit) : '',
    priority: String(policy.priority ?? 0),
    maxParallel: policy.max_parallel ? String(policy.max_parallel) : '',
    warm: policy.warm ?? true
  };
}

function seconds(value: number | null | undefined): string {
  return value ? writeSeconds(value) : '';
}

/**
 * What was typed as a policy.
 *
 * @param draft - What was typed, without errors.
 * @param base - What the form has no fields for.
 */
export function readPolicy(draft: IPolicyDraft, base: Policy = {}): Policy {
  const own = base.retries?.on?.filter(each => each !== 'any') ?? [];
  const others = own.length > 0 ? own : BREAKDOWNS;
  return {
    ...base,
    priority: whole(draft.priority) ?? 0,
    retries: {
      ...base.retries,
      attempts: whole(draft.attempts) ?? 1,
      delay: readSeconds(draft.delay) ?? 10,
      on: draft.retryOn === 'any' ? ['any'] : others
    },
    run_timeout: readSeconds(draft.runTimeout),
    cell_timeout: readSeconds(draft.cellTimeout),
    queue_timeout: readSeconds(draft.queueTimeout),
    memory_limit: readBytes(draft.memoryLimit),
    max_parallel: whole(draft.maxParallel),
    warm: draft.warm
  };
}

/** What cannot be, by field. */
export function policyErrors(
  draft: IPolicyDraft,
  trans: TranslationBundle
): Partial<Record<PolicyField, string>> {
  const errors: Partial<Record<PolicyField, string>> = {};
  const attempts = whole(draft.attempts);
  if (draft.attempts && (attempts === null || !within(attempts, 1, 100))) {
    errors.attempts = trans.__('A whole number from 1 to 100.');
  }
  const priority = whole(draft.priority);
  if (draft.priority && (priority === null || !within(priority, -1000, 1000))) {
    errors.priority = trans.__('A whole number from -1000 to 1000.');
  }
  if (draft.maxParallel && (whole(draft.maxParallel) ?? 0) < 1) {
    errors.maxParallel = trans.__('A whole number above 0.');
  }
  for (const field of [
    'runTimeout',
    'cellTimeout',
    'queueTimeout',
    'delay'
  ] as const) {
    const length = readSeconds(draft[field]);
    if (draft[field] && (length === null || (!length && field !== 'delay'))) {
      errors[field] = trans.__('A length of time, such as 90s, 15m or 2h.');
    }
  }
  if (draft.memoryLimit && !readBytes(draft.memoryLimit)) {
    errors.memoryLimit = trans.__('An amount of memory, such as 4GB.');
  }
  return errors;
}

/** What differs from the ordinary, in a few words; empty where nothing does. */
export function policyWords(
  draft: IPolicyDraft,
  trans: TranslationBundle
): string {
  const words: string[] = [];
  if ((whole(draft.attempts) ?? 1) > 1) {
    words.push(trans.__('%1 attempts', draft.attempts));
  }
  if (draft.runTimeout) {
    words.push(trans.__('at most %1', draft.runTimeout));
  }
  if (draft.cellTimeout) {
    words.push(trans.__('%1 a cell', draft.cellTimeout));
  }
  if (draft.queueTimeout) {
    words.push(trans.__('waits %1 at most', draft.queueTimeout));
  }
  if (draft.memoryLimit) {
    words.push(trans.__('memory %1', draft.memoryLimit));
  }
  if (whole(draft.priority)) {
    words.push(trans.__('priority %1', draft.priority));
  }
  if (draft.maxParallel) {
    words.push(trans.__('%1 at a time', draft.maxParallel));
  }
  if (!draft.warm) {
    words.push(trans.__('cold kernel'));
  }
  return words.join(' · ');
}

function whole(text: string): number | null {
  return /^\s*-?\d+\s*$/.test(text) ? Number(text) : null;
}

function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}
