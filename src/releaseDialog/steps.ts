import type { Level } from '../releaseParts/levels';

/** The version that a step leads to. */
export interface IStep {
  level: Level;
  version: string;
}

const VERSION =
  /^\s*v?(?<epoch>\d+!)?(?<major>\d+)(?:\.(?<minor>\d+))?(?:\.(?<patch>\d+))?(?<rest>.*)$/i;

/** What comes before the version whose numbers it has. */
const BEFORE = /^[\d.]*[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*/i;

/**
 * The versions that a patch, a minor and a major step lead to.
 *
 * A pre-release leads to the version that it was to become, as far as its numbers say which step
 * that is.
 *
 * @param latest - The newest release; no step leads on from none.
 */
export function stepsFrom(latest: string): readonly IStep[] {
  const groups = VERSION.exec(latest)?.groups;
  if (!groups) {
    return [];
  }
  const { epoch = '', rest = '' } = groups;
  const [major, minor, patch] = ['major', 'minor', 'patch'].map(name =>
    Number(groups[name] ?? 0)
  ) as [number, number, number];
  const isBefore = BEFORE.test(rest);
  const nextMajor = isBefore && minor === 0 && patch === 0 ? major : major + 1;
  const nextMinor = isBefore && patch === 0 ? minor : minor + 1;
  const nextPatch = isBefore ? patch : patch + 1;
  return [
    { level: 'patch', version: `${epoch}${major}.${minor}.${nextPatch}` },
    { level: 'minor', version: `${epoch}${major}.${nextMinor}.0` },
    { level: 'major', version: `${epoch}${nextMajor}.0.0` }
  ];
}
