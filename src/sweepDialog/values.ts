import type { TranslationBundle } from '@jupyterlab/translation';

import { readLiteral } from '../parameterForm/literal';

/** What values of a parameter are, as far as typing them is concerned. */
export type ValueKind = 'integer' | 'number' | 'string' | 'boolean' | 'other';

/** What was typed for a parameter. */
export type Typed =
  | { kind: 'default' }
  | { kind: 'values'; values: readonly unknown[] }
  | { kind: 'range'; low: number; high: number; log: boolean }
  | { kind: 'wrong'; message: string };

/** Most values that a range stands for. */
const MOST = 10_000;

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const RANGE = new RegExp(
  String.raw`^(${NUMBER})\s*\.\.\s*(${NUMBER})(?:\s+(by|in|log)(?:\s+(${NUMBER}))?)?$`,
  'i'
);

/**
 * Read what was typed for a parameter of a sweep.
 *
 * Values stand with commas between them. `1..5` are whole numbers, `0..1 by 0.25` goes in steps,
 * `0..1 in 5` in so many values, `1e-4..1e-1 log 4` as well, evenly by their logarithms. Where
 * points are drawn, `0..1` and `1e-4..1e-1 log` are what they are drawn from.
 *
 * @param text - What was typed.
 * @param kind - What the parameter's values are.
 * @param isDrawn - Whether points are drawn by chance.
 */
export function readValues(
  text: string,
  kind: ValueKind,
  isDrawn: boolean,
  trans: TranslationBundle
): Typed {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { kind: 'default' };
  }
  const range = kind === 'string' ? null : RANGE.exec(trimmed);
  if (range) {
    const [, low = '', high = '', how = '', step] = range;
    const ends = { low: Number(low), high: Number(high) };
    return readRange(ends, how.toLowerCase(), step, kind, isDrawn, trans);
  }
  return checked(listed(trimmed, kind), kind, trans);
}

interface IEnds {
  low: number;
  high: number;
}

function readRange(
  { low, high }: IEnds,
  how: string,
  step: string | undefined,
  kind: ValueKind,
  isDrawn: boolean,
  trans: TranslationBundle
): Typed {
  if (high <= low) {
    return wrong(trans.__('The second number must be the greater one.'));
  }
  if (how === 'log' && low <= 0) {
    return wrong(trans.__('Logarithms need numbers above 0.'));
  }
  if (isDrawn && (how === '' || how === 'log') && step === undefined) {
    return { kind: 'range', low, high, log: how === 'log' };
  }
  const amount = Number(step);
  const isWhole = Number.isInteger(low) && Number.isInteger(high);
  if (how === '' && isWhole) {
    return checked(steps(low, high, 1), kind, trans);
  }
  if (how === 'by' && amount > 0) {
    return checked(steps(low, high, amount), kind, trans);
  }
  if ((how === 'in' || how === 'log') && amount >= 2 && amount <= MOST) {
    const values =
      how === 'in'
        ? evenly(low, high, amount)
        : evenly(Math.log(low), Math.log(high), amount).map(Math.exp);
    return checked(values.map(tidy), kind, trans);
  }
  return wrong(trans.__('Say how: 0..1 by 0.25, 0..1 in 5 or 0.001..1 log 4.'));
}

/** Values with commas between them. */
function listed(text: string, kind: ValueKind): readonly unknown[] {
  const whole = readLiteral(`[${text}]`);
  if (Array.isArray(whole)) {
    return kind === 'string' ? whole.map(asText) : whole;
  }
  const parts = text.split(',').map(part => part.trim());
  return kind === 'string' ? parts : parts.map(part => readLiteral(part));
}

/** A word that looks like a number is a text where texts are asked for. */
function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : value;
}

function checked(
  values: readonly unknown[],
  kind: ValueKind,
  trans: TranslationBundle
): Typed {
  if (values.length > MOST) {
    return wrong(trans.__('More than %1 values.', MOST));
  }
  const odd = values.find(value => !fits(value, kind));
  if (odd === undefined && !values.includes(undefined)) {
    return { kind: 'values', values };
  }
  const words: Record<ValueKind, string> = {
    integer: trans.__('Whole numbers, such as 1, 2, 3 or 1..5.'),
    number: trans.__('Numbers, such as 0.1, 0.5 or 0..1 by 0.25.'),
    boolean: trans.__('True, False or both.'),
    string: trans.__('Texts with commas between them.'),
    other: trans.__('Values with commas between them.')
  };
  return wrong(words[kind]);
}

function fits(value: unknown, kind: ValueKind): boolean {
  switch (kind) {
    case 'integer':
      return value === null || Number.isInteger(value);
    case 'number':
      return value === null || typeof value === 'number';
    case 'boolean':
      return value === null || typeof value === 'boolean';
    case 'string':
      return value === null || typeof value === 'string';
    case 'other':
      return value !== undefined;
  }
}

function steps(low: number, high: number, step: number): number[] {
  // A little more, so that rounding doesn't take the last one away.
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  const most = Math.min(count, MOST + 1);
  return Array.from({ length: most }, (_, index) => tidy(low + index * step));
}

function evenly(low: number, high: number, count: number): number[] {
  const whole = Math.floor(count);
  const step = (high - low) / (whole - 1);
  return Array.from({ length: whole }, (_, index) => low + index * step);
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function wrong(message: string): Typed {
  return { kind: 'wrong', message };
}
