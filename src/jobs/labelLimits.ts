import type { TranslationBundle } from '@jupyterlab/translation';

/** Write limits of labels as people type them: `gpu=1 api=4`. */
export function writeLabelLimits(
  limits: Readonly<Record<string, number>>
): string {
  return Object.entries(limits)
    .map(([label, most]) => `${label}=${most}`)
    .join(' ');
}

/**
 * Read limits of labels as people type them.
 *
 * @throws Error that names the word which is none.
 */
export function readLabelLimits(
  text: string,
  trans: TranslationBundle
): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const [, label, most] = /^(.+)=(\d+)$/.exec(word) ?? [];
    if (label === undefined) {
      throw new Error(
        trans.__('“%1” is no limit: write a label and a number, gpu=1.', word)
      );
    }
    limits[label] = Number(most);
  }
  return limits;
}
