import type { TranslationBundle } from '@jupyterlab/translation';

import type { Run } from '../api/types';

/** A word that the filter could go on with. */
export interface ISuggestion {
  /** What takes the place of the word that is being typed. */
  word: string;
  /** What it asks for. */
  meaning: string;
  /** Whether more of it is to be typed, such as a number. */
  isOpen: boolean;
}

/** The word of a text in which the caret stands. */
export interface IWordAt {
  word: string;
  start: number;
  end: number;
}

/** Most suggestions at a time. */
const MOST = 9;

/** Find the word in which the caret stands; empty between words. */
export function wordAt(text: string, caret: number): IWordAt {
  const start = text.slice(0, caret).search(/\S*$/);
  const rest = /^\S*/.exec(text.slice(caret));
  const end = caret + (rest?.[0].length ?? 0);
  return { word: text.slice(start, end), start, end };
}

/** A text after a suggestion was taken, and where the caret stands then. */
export function complete(
  text: string,
  at: IWordAt,
  { word, isOpen }: ISuggestion
): { text: string; caret: number } {
  const added = isOpen ? word : `${word} `;
  const rest = text.slice(at.end).replace(/^ /, '');
  return {
    text: text.slice(0, at.start) + added + rest,
    caret: at.start + added.length
  };
}

/**
 * What the word that is being typed could become.
 *
 * @param word - The word as far as it is typed.
 * @param runs - What is loaded: its labels, jobs, parameters and metrics are offered.
 */
export function suggest(
  word: string,
  runs: readonly Run[],
  trans: TranslationBundle
): readonly ISuggestion[] {
  const typed = word.toLowerCase();
  const all = [...fixed(trans), ...known(runs.slice(0, 500), trans)];
  const fitting = all.filter(
    each => each.word.toLowerCase().startsWith(typed) && each.word !== word
  );
  return fitting.slice(0, MOST);
}

function fixed(trans: TranslationBundle): ISuggestion[] {
  const closed = (word: string, meaning: string): ISuggestion => ({
    word,
    meaning,
    isOpen: false
  });
  return [
    closed('failed', trans.__('runs that failed')),
    closed('running', trans.__('runs at work')),
    closed('queued', trans.__('runs that wait')),
    closed('succeeded', trans.__('runs that ran to their end')),
    closed('cancelled', trans.__('runs that somebody stopped')),
    closed('lost', trans.__('runs whose process is gone')),
    closed('since:1d', trans.__('the last day')),
    closed('since:7d', trans.__('the last seven days')),
    closed('origin:schedule', trans.__('started by a schedule')),
    closed('origin:sweep', trans.__('part of a sweep')),
    closed('origin:retry', trans.__('tried again'))
  ];
}

/** What the loaded runs offer, the most frequent first. */
function known(
  runs: readonly Run[],
  trans: TranslationBundle
): readonly ISuggestion[] {
  const counts = new Map<string, number>();
  const meanings = new Map<string, readonly [string, boolean]>();
  const add = (word: string, meaning: string, isOpen: boolean): void => {
    if (!/\s/.test(word)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      meanings.set(word, [meaning, isOpen]);
    }
  };
  for (const run of runs) {
    for (const label of run.labels) {
      add(`label:${label}`, trans.__('labelled so'), false);
    }
    if (run.job_name) {
      add(`job:${run.job_name}`, trans.__('of this job'), false);
    }
    for (const name of Object.keys(run.metrics)) {
      add(`metric.${name}<`, trans.__('by its metric'), true);
    }
    for (const name of Object.keys(run.overrides)) {
      add(`${name}=`, trans.__('by its parameter'), true);
    }
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word]) => {
      const [meaning, isOpen] = meanings.get(word) ?? ['', false];
      return { word, meaning, isOpen };
    });
}
