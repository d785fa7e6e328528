import { ApiError } from './api/errors';
import type { Unsaved } from './api/types';
import type { IDocuments } from './tokens';

/**
 * Ask the server about a document as the Lab holds it.
 *
 * Outputs that are on disk are left out at first; a server that does not find them there, since
 * somebody else wrote the file, is told all of the document.
 *
 * @param documents - What is open.
 * @param path - Contents path of the document.
 * @param ask - Asks with what is not saved.
 */
export async function askWithUnsaved<T>(
  documents: IDocuments,
  path: string,
  ask: (unsaved: Unsaved | null) => Promise<T>
): Promise<T> {
  const unsaved = documents.unsaved(path);
  try {
    return await ask(unsaved);
  } catch (error) {
    const isStale = error instanceof ApiError && error.code === 'stale';
    if (isStale && (unsaved?.outputs_on_disk?.length ?? 0) > 0) {
      return ask(documents.unsavedWhole(path));
    }
    throw error;
  }
}
