import type { TranslationBundle } from '@jupyterlab/translation';

import type { ApiChange } from '../api/types';

/** How large a step of the version is. */
export type Level = ApiChange['level'];

/** The steps, the largest first. */
export const LEVELS: readonly Level[] = ['major', 'minor', 'patch'];

/** The name of a step. */
export function levelWord(level: Level, trans: TranslationBundle): string {
  const words: Record<Level, string> = {
    major: trans.__('major'),
    minor: trans.__('minor'),
    patch: trans.__('patch')
  };
  return words[level];
}

/**
 * How many changes there are of each weight: `1 incompatible change · 3 additions`.
 *
 * A reason without a name is about the version as a whole, not about anything in the API.
 */
export function countChanges(
  changes: readonly ApiChange[],
  trans: TranslationBundle
): string {
  const count = (level: Level): number =>
    changes.filter(({ name, level: its }) => name && its === level).length;
  const [major, minor, patch] = LEVELS.map(count) as [number, number, number];
  const parts = [
    major &&
      trans._n('%1 incompatible change', '%1 incompatible changes', major),
    minor && trans._n('%1 addition', '%1 additions', minor),
    patch && trans._n('%1 other change', '%1 other changes', patch)
  ];
  return (
    parts.filter(Boolean).join(' · ') || trans.__('The public API is the same.')
  );
}

/** What happened to a name, as a sign. */
export function changeSign({ kind }: ApiChange): '+' | '−' | '~' {
  if (kind === 'added') {
    return '+';
  }
  return kind === 'removed' ? '−' : '~';
}
