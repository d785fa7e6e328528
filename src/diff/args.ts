import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { IDiffArgs } from '../tokens';

/** Read the arguments of the command, which may come from anywhere. */
export function argsOf(
  path: string,
  args: ReadonlyPartialJSONObject
): IDiffArgs {
  return {
    path,
    basePath: textOf(args.basePath),
    base: textOf(args.base),
    head: textOf(args.head),
    cell: typeof args.cell === 'number' ? args.cell : undefined,
    cellSide: args.cellSide === 'base' ? 'base' : 'head'
  };
}

/** Whether two diffs compare the same, wherever in it one wants to go. */
export function isSame(a: IDiffArgs, b: IDiffArgs): boolean {
  return (
    a.path === b.path &&
    (a.basePath ?? a.path) === (b.basePath ?? b.path) &&
    (a.base ?? 'HEAD') === (b.base ?? 'HEAD') &&
    (a.head ?? ':working') === (b.head ?? ':working')
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
