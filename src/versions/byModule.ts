import type { ReleaseApi } from '../api/types';

/** A public name. */
export type Name = ReleaseApi['names'][number];

/** Names by the module that they are in, in the order of the server. */
export function byModule(
  names: readonly Name[]
): (readonly [string, readonly Name[]])[] {
  const modules = new Map<string, Name[]>();
  for (const name of names) {
    const module = name.name.split('.').slice(0, -1).join('.');
    const members = modules.get(module) ?? [];
    members.push(name);
    modules.set(module, members);
  }
  return [...modules];
}
