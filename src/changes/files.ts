import type { CellChanges, ChangedFile, Hunks, Status } from '../api/types';

/** What is known of the insides of files. */
export interface IInsides {
  cells(path: string): CellChanges | null;
  hunks(path: string): Hunks | null;
}

/** How to show a document of which only the name is known. */
export function kindOf(path: string): 'notebook' | 'text' {
  return path.endsWith('.ipynb') ? 'notebook' : 'text';
}

/** Whether a contents path lies in a repository. */
export function isInside(repository: string, path: string): boolean {
  return repository === '' || path.startsWith(`${repository}/`);
}

/**
 * The files that differ from the last commit, on disk or only as the Lab holds them.
 *
 * @param status - What git says, which knows only the disk.
 * @param dirty - Paths of documents with unsaved edits.
 * @param insides - How these differ from the last commit.
 */
export function changedFiles(
  status: Status,
  dirty: readonly string[],
  insides: IInsides
): readonly ChangedFile[] {
  const root = status.repository?.path;
  const known = new Set(status.files.map(file => file.path));
  const unsaved = dirty.filter(
    path =>
      root !== undefined &&
      !known.has(path) &&
      isInside(root, path) &&
      isEdited(path, insides)
  );
  if (unsaved.length === 0) {
    return status.files;
  }
  const added = unsaved.map(path => unsavedFile(path));
  return [...status.files, ...added].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0
  );
}

/** A file that differs only as the Lab holds it. */
function unsavedFile(path: string): ChangedFile {
  return {
    path,
    old_path: null,
    kind: kindOf(path),
    change: 'modified',
    staged: 'none',
    actionable: true
  };
}

/**
 * Whether a document differs from what the last commit has of it.
 *
 * Git does not list it, so where everything in it is new it is one that git ignores.
 */
function isEdited(path: string, insides: IInsides): boolean {
  if (kindOf(path) === 'notebook') {
    const changes = insides.cells(path);
    return (
      changes !== null &&
      (changes.notebook !== null || changes.cells.length > 0) &&
      !changes.cells.every(cell => cell.kind === 'added')
    );
  }
  const hunks = insides.hunks(path)?.hunks ?? [];
  return hunks.some(hunk => hunk.base > 0 || hunk.base_lines > 0);
}

/** The files whose path has every word of a filter. */
export function filterFiles(
  files: readonly ChangedFile[],
  filter: string
): readonly ChangedFile[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return files;
  }
  return files.filter(file => {
    const path = file.path.toLowerCase();
    return words.every(word => path.includes(word));
  });
}
