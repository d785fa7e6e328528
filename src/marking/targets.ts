/** The file of a module below its package: `data.load` is in `data/load.py`. */
export function fileOf(target: string): string {
  return `${target.replaceAll('.', '/')}.py`;
}

/** Whether a text can be the name of a module, with dots between its parts. */
export const TARGET = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The module of a notebook's cells that name none, where the notebook names none either. */
export function moduleOfFile(path: string): string {
  const name = (path.split('/').pop() ?? path).replace(/\.ipynb$/, '');
  return name
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .replace(/^[0-9_]+/, '');
}

/** A target without the package's own name before it. */
export function withoutPackage(target: string, packageName: string): string {
  return packageName && target.startsWith(`${packageName}.`)
    ? target.slice(packageName.length + 1)
    : target;
}
