const PART = String.raw`[\p{L}_][\p{L}\p{N}_]*`;

/** What can be the name of a module, as people write it: `data.load`, `data/load.py`. */
export const TARGET = new RegExp(`^${PART}([./]${PART})*$`, 'u');

/** The file of a module below its package: `data.load` is in `data/load.py`. */
export function fileOf(module: string): string {
  return `${module.replaceAll('.', '/')}.py`;
}

/** The module that a target means: with dots, and without the package's own name before it. */
export function moduleOf(target: string, packageName: string): string {
  const module = target.replace(/\.py$/, '').replaceAll('/', '.');
  return packageName && module.startsWith(`${packageName}.`)
    ? module.slice(packageName.length + 1)
    : module;
}

/** The module of a notebook's cells that name none, where the notebook names none either. */
export function moduleOfFile(path: string): string {
  const name = (path.split('/').pop() ?? path).replace(/\.ipynb$/, '');
  return name
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .replace(/^[0-9_]+/, '');
}
