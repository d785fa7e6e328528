import type { ReleaseEntry } from '../api/types';

/** What installs a release from a package index. */
export function installLine(
  indexUrl: string,
  name: string,
  version: string
): string {
  return `pip install --index-url ${quoted(indexUrl)} ${name}==${version}`;
}

/** What installs a release from the folder with its files. */
export function installFromFolder(
  folder: string,
  name: string,
  version: string
): string {
  return `pip install --find-links ${quoted(folder)} ${name}==${version}`;
}

/**
 * The name by which pip knows a package: that of its files.
 *
 * @param fallback - Its import name, where it has no files.
 */
export function distributionName(
  { files }: Pick<ReleaseEntry, 'files'>,
  fallback: string
): string {
  return files[0]?.name.split('-')[0] ?? fallback;
}

/** A word of a command line: in quotes where a shell would take it apart. */
function quoted(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text)
    ? text
    : `'${text.replace(/'/g, "'\\''")}'`;
}
