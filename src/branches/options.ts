import type { Branch } from '../api/types';

/** What the list offers. */
export type Option =
  | { kind: 'branch'; id: string; branch: Branch }
  | { kind: 'create'; id: string; name: string };

/** Most branches to list; who has more types a part of the name. */
const MOST = 200;

/** What matches, and how many more do. */
export interface IOptions {
  options: readonly Option[];
  omitted: number;
}

/**
 * The branches to switch to, and a new one where the name is free.
 *
 * A remote's branch that a local one follows is left out: to switch to it is to switch to that.
 *
 * @param branches - All of them, in the order to show.
 * @param text - What was typed: words that a name must hold; the name of a new branch.
 */
export function switchOptions(
  branches: readonly Branch[],
  text: string
): IOptions {
  const followed = new Set(
    branches.flatMap(each => (each.upstream ? [each.upstream.name] : []))
  );
  const offered = branches.filter(
    each => !(each.remote && followed.has(each.name))
  );
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = offered.filter(({ name }) =>
    words.every(word => name.toLowerCase().includes(word))
  );
  // Who types a name in full means it, even if others hold it too.
  const name = text.trim();
  const exact = found.filter(each => each.name === name);
  const rest = found.filter(each => each.name !== name);
  const listed = [...exact, ...rest].slice(0, MOST);
  const options: Option[] = listed.map(branch => ({
    kind: 'branch',
    id: branch.name,
    branch
  }));
  if (name !== '' && !branches.some(each => each.name === name)) {
    options.push({ kind: 'create', id: 'new', name });
  }
  return { options, omitted: found.length - listed.length };
}

/** The branches that a new one can start from: the current one first. */
export function startOptions(branches: readonly Branch[]): IOptions {
  const sorted = [
    ...branches.filter(each => each.current),
    ...branches.filter(each => !each.current)
  ];
  const options = sorted
    .slice(0, MOST)
    .map(branch => ({ kind: 'branch', id: branch.name, branch }) as const);
  return { options, omitted: sorted.length - options.length };
}

/**
 * Why a name can't be a branch's, as git's own rules have it (git-check-ref-format(1)).
 *
 * The server asks git itself; this is for telling while it is typed.
 */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name === 'HEAD' || name.startsWith('-')) {
    return false;
  }
  // eslint-disable-next-line no-control-regex -- git allows none in a name
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\.$|\/$|^\//.test(name)) {
    return false;
  }
  return name
    .split('/')
    .every(part => !part.startsWith('.') && !part.endsWith('.lock'));
}
