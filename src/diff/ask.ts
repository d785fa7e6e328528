import { asApiError } from '../api/errors';
import type { Diff } from '../api/types';
import type { IDiffArgs, IDocuments, IRepository } from '../tokens';
import type { IShown } from './rows';

interface ISources {
  repository: IRepository;
  documents: IDocuments;
}

/** Compare two versions, with what the Lab holds of the file where that is one of them. */
export async function askDiff(
  { repository, documents }: ISources,
  args: IDiffArgs,
  shown: IShown
): Promise<Diff> {
  const { path, basePath, base = 'HEAD', head = ':working' } = args;
  const isWorking = base === ':working' || head === ':working';
  const request = {
    path,
    base_path: basePath ?? null,
    base,
    head,
    unsaved: isWorking ? documents.unsaved(path) : null,
    ignore_formatting: !shown.formatting
  };
  try {
    return await repository.client.diff(request);
  } catch (error) {
    // The file on disk no longer has the outputs that were left out.
    const whole = isWorking ? documents.unsavedWhole(path) : null;
    if (!whole || asApiError(error).code !== 'stale') {
      throw error;
    }
    return repository.client.diff({ ...request, unsaved: whole });
  }
}
