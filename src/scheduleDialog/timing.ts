import type { TranslationBundle } from '@jupyterlab/translation';

import type { Schedule, Trigger } from '../api/types';
import { readSeconds, writeSeconds } from '../lengths';

/** What starts a job; `hand` is nothing but people. */
export type Kind = Trigger['kind'] | 'hand';

/** When a job runs, as it is typed; all kinds at once, so that changing one's mind loses nothing. */
export interface ITimingDraft {
  kind: Kind;
  expression: string;
  timezone: string;
  every: string;
  /** Local date and time, as an input of that type has it. */
  at: string;
  pattern: string;
  settle: string;
  branch: string;
  missed: NonNullable<Schedule['missed']>;
  oldest: string;
  overlap: NonNullable<Schedule['overlap']>;
  lateAfter: string;
}

/** Names of what is typed. */
export type TimingField = keyof ITimingDraft;

/** When a job runs, as it is typed. */
export function timingDraft(
  schedule: Schedule | null | undefined,
  timezone: string
): ITimingDraft {
  const draft: ITimingDraft = {
    kind: schedule === null ? 'hand' : 'cron',
    expression: '30 1 * * *',
    timezone,
    every: '1h',
    at: localText(new Date(Date.now() + 3_600_000)),
    pattern: '',
    settle: '5s',
    branch: '',
    missed: schedule?.missed ?? 'latest',
    oldest: lengthText(schedule?.oldest),
    overlap: schedule?.overlap ?? 'skip',
    lateAfter: lengthText(schedule?.late_after)
  };
  return schedule ? { ...draft, ...triggerDraft(schedule.trigger) } : draft;
}

function triggerDraft(trigger: Trigger): Partial<ITimingDraft> {
  const { kind } = trigger;
  switch (kind) {
    case 'cron': {
      const { expression, timezone = 'UTC' } = trigger;
      return { kind, expression, timezone };
    }
    case 'interval':
      return { kind, every: writeSeconds(trigger.every) };
    case 'once':
      return { kind, at: localText(new Date(trigger.at)) };
    case 'file':
      return {
        kind,
        pattern: trigger.pattern,
        settle: writeSeconds(trigger.settle ?? 5)
      };
    case 'commit':
      return { kind, branch: trigger.branch };
  }
}

/**
 * When a job runs.
 *
 * @param draft - What was typed, without errors.
 * @param base - The schedule that is changed.
 */
export function readTiming(
  draft: ITimingDraft,
  base: Schedule | null = null
): Schedule | null {
  const trigger = readTrigger(draft, base?.trigger);
  return (
    trigger && {
      trigger,
      missed: draft.missed,
      oldest: readSeconds(draft.oldest),
      overlap: draft.overlap,
      late_after: readSeconds(draft.lateAfter)
    }
  );
}

/** What starts a job; null where nothing does, or where what was typed says nothing yet. */
export function readTrigger(
  draft: ITimingDraft,
  base?: Trigger
): Trigger | null {
  const { kind } = draft;
  switch (kind) {
    case 'cron': {
      const expression = draft.expression.trim();
      const { timezone } = draft;
      return expression && timezone ? { kind, expression, timezone } : null;
    }
    case 'interval': {
      const every = readSeconds(draft.every);
      // The moment that the interval counts from stays.
      const start = base?.kind === kind ? base.start : undefined;
      return every && every >= 1
        ? { kind, every, ...(start ? { start } : {}) }
        : null;
    }
    case 'once': {
      const at = new Date(draft.at);
      return isNaN(at.getTime()) ? null : { kind, at: at.toISOString() };
    }
    case 'file': {
      const pattern = draft.pattern.trim();
      const settle = readSeconds(draft.settle) ?? 5;
      return pattern ? { kind, pattern, settle } : null;
    }
    case 'commit': {
      const branch = draft.branch.trim();
      return branch ? { kind, branch } : null;
    }
    case 'hand':
      return null;
  }
}

/** What cannot be, by field. */
export function timingErrors(
  draft: ITimingDraft,
  trans: TranslationBundle
): Partial<Record<TimingField, string>> {
  const errors: Partial<Record<TimingField, string>> = {};
  if (draft.kind !== 'hand' && readTrigger(draft) === null) {
    const needed: Record<Trigger['kind'], [TimingField, string]> = {
      cron: ['expression', trans.__('Five fields, such as 30 1 * * *.')],
      interval: [
        'every',
        trans.__('A length of time, such as 90s, 15m or 2h.')
      ],
      once: ['at', trans.__('A date and a time are needed.')],
      file: ['pattern', trans.__('A name or a pattern is needed.')],
      commit: ['branch', trans.__('A name is needed.')]
    };
    const [field, message] = needed[draft.kind];
    errors[field] = message;
  }
  for (const field of ['oldest', 'lateAfter', 'settle'] as const) {
    const length = readSeconds(draft[field]);
    if (draft[field] && (length === null || (!length && field !== 'settle'))) {
      errors[field] = trans.__('A length of time, such as 90s, 15m or 2h.');
    }
  }
  return errors;
}

function lengthText(seconds: number | null | undefined): string {
  return seconds ? writeSeconds(seconds) : '';
}

/** A moment as an input of local date and time has it: `2026-03-29T03:00`. */
function localText(moment: Date): string {
  const local = new Date(
    moment.getTime() - moment.getTimezoneOffset() * 60_000
  );
  return local.toISOString().slice(0, 16);
}
