import type { TranslationBundle } from '@jupyterlab/translation';

import type { Objective, Parameters, Revision, Space } from '../api/types';
import { policyDraft } from '../jobForm/policyDraft';
import type { IPolicyDraft } from '../jobForm/policyDraft';
import { readValues } from './values';
import type { Typed, ValueKind } from './values';

/** How values come together. */
export type Mode = Space['kind'];

type Point = Record<string, unknown>;

/** A sweep as it is typed. */
export interface ISweepDraft {
  mode: Mode;
  /** Values by parameter. */
  texts: Readonly<Record<string, string>>;
  /** A table as it was pasted. */
  table: string;
  /** How many points are drawn. */
  count: string;
  /** What chance starts from. */
  seed: string;
  metric: string;
  goal: NonNullable<Objective['goal']>;
  name: string;
  kernel: string;
  revision: Revision;
  policy: IPolicyDraft;
  labels: string;
}

/** A new sweep. */
export function newDraft(): ISweepDraft {
  return {
    mode: 'grid',
    texts: {},
    table: '',
    count: '20',
    seed: '0',
    metric: '',
    goal: 'minimize',
    name: '',
    kernel: '',
    revision: { kind: 'working', name: '' },
    policy: policyDraft(),
    labels: ''
  };
}

/** A parameter of the notebook, as far as typing values is concerned. */
export function kindOf(parameter: Parameters['parameters'][number]): ValueKind {
  const { type, anyOf } = parameter.json_schema as {
    type?: string | string[];
    anyOf?: { type?: string }[];
  };
  const types = [type, ...(anyOf ?? []).map(each => each.type)].flat();
  const real = [...new Set(types.filter(each => each && each !== 'null'))];
  const [only] = real;
  switch (real.length === 1 ? only : '') {
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    default:
      return 'other';
  }
}

/** What was typed for each parameter. */
export function readTexts(
  draft: ISweepDraft,
  parameters: Parameters['parameters'],
  trans: TranslationBundle
): ReadonlyMap<string, Typed> {
  const isDrawn = draft.mode === 'random';
  return new Map(
    parameters.map(each => [
      each.name,
      readValues(draft.texts[each.name] ?? '', kindOf(each), isDrawn, trans)
    ])
  );
}

/** What is swept over, and what is the same for all. */
export interface IReading {
  space: Space | null;
  fixed: Point;
  /** Why there is no space yet; empty where there is. */
  lack: string;
}

/**
 * What a sweep goes over.
 *
 * @param points - Points of the table, where that is the mode.
 * @param integers - Parameters that are whole numbers.
 */
export function readSpace(
  draft: ISweepDraft,
  typed: ReadonlyMap<string, Typed>,
  points: readonly Point[],
  integers: ReadonlySet<string>,
  trans: TranslationBundle
): IReading {
  const { mode } = draft;
  const fixed: Point = {};
  if (mode === 'list') {
    return points.length > 0
      ? { space: { kind: mode, points: [...points] }, fixed, lack: '' }
      : { space: null, fixed, lack: trans.__('Paste a table: a run a line.') };
  }
  const swept = new Map<string, Typed>();
  for (const [name, each] of typed) {
    if (each.kind === 'wrong') {
      return { space: null, fixed, lack: each.message };
    }
    if (each.kind === 'values' && each.values.length === 1) {
      fixed[name] = each.values[0];
    } else if (each.kind !== 'default') {
      swept.set(name, each);
    }
  }
  if (swept.size === 0) {
    const lack = trans.__('Type several values for at least one parameter.');
    return { space: null, fixed, lack };
  }
  return mode === 'random'
    ? { ...drawn(draft, swept, integers, trans), fixed }
    : { ...listed(mode, swept, trans), fixed };
}

type Found = Pick<IReading, 'space' | 'lack'>;

function listed(
  mode: 'grid' | 'zip',
  swept: ReadonlyMap<string, Typed>,
  trans: TranslationBundle
): Found {
  const values: Record<string, unknown[]> = {};
  for (const [name, each] of swept) {
    values[name] = each.kind === 'values' ? [...each.values] : [];
  }
  const lengths = new Set(Object.values(values).map(each => each.length));
  if (mode === 'zip' && lengths.size > 1) {
    const lack = trans.__('Side by side, all need the same number of values.');
    return { space: null, lack };
  }
  return { space: { kind: mode, values }, lack: '' };
}

function drawn(
  draft: ISweepDraft,
  swept: ReadonlyMap<string, Typed>,
  integers: ReadonlySet<string>,
  trans: TranslationBundle
): Found {
  const count = Number(draft.count);
  const seed = Number(draft.seed);
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    const lack = trans.__('How many runs? A whole number above 0.');
    return { space: null, lack };
  }
  const values: Extract<Space, { kind: 'random' }>['values'] = {};
  for (const [name, each] of swept) {
    if (each.kind === 'range') {
      const { low, high, log } = each;
      const integer = integers.has(name);
      values[name] = { kind: 'range', low, high, log, integer };
    } else if (each.kind === 'values') {
      values[name] = { kind: 'choices', values: [...each.values] };
    }
  }
  return { space: { kind: 'random', values, count, seed }, lack: '' };
}

/** How many runs a space has. */
export function countRuns(space: Space): number {
  switch (space.kind) {
    case 'grid':
      return Object.values(space.values).reduce(
        (product, values) => product * values.length,
        1
      );
    case 'zip':
      return Math.max(0, ...Object.values(space.values).map(v => v.length));
    case 'list':
      return space.points.length;
    case 'random':
      return space.count;
  }
}
