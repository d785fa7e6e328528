import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Discarded, StageFile } from '../api/types';
import { tellFailure } from '../notify';
import type { ChangesModel } from './model';

/** What of a file is to be discarded: all of it, or some of its cells or hunks. */
export type Discard = Pick<StageFile, 'path' | 'cells' | 'hunks'>;

/** How long a toast offers to take it back, in milliseconds. */
const SECOND_THOUGHTS = 10_000;

/**
 * Take changes out of files and index; a toast takes it back.
 *
 * What the Lab holds is saved first: what is discarded goes to the restore list, and that holds
 * what stood on disk.
 */
export async function discard(
  model: ChangesModel,
  wanted: readonly Discard[],
  trans: TranslationBundle
): Promise<void> {
  await tellFailure(trans.__('It could not be discarded.'), async () => {
    const { repository } = model;
    const root = model.current?.path;
    if (root === undefined) {
      return;
    }
    await model.idle;
    const files: StageFile[] = [];
    for (const each of wanted) {
      files.push(await saved(model, each));
    }
    const request = { repository: root, files };
    const done = await repository.client.discard(request);
    await showAgain(model, done);
    offerUndo(model, root, done, trans);
  });
}

/** Put back what was discarded. */
export async function restore(
  model: ChangesModel,
  root: string,
  id: string,
  trans: TranslationBundle
): Promise<Discarded | undefined> {
  return tellFailure(trans.__('It could not be restored.'), async () => {
    const { client } = model.repository;
    const entry = (await client.discarded(root)).find(each => each.id === id);
    for (const path of entry?.paths ?? []) {
      await model.documents.save(path);
    }
    const replaced = await client.restore(root, id);
    await showAgain(model, entry ?? replaced);
    return replaced;
  });
}

/** Save a document; choices of what is in it are made on what is saved. */
async function saved(model: ChangesModel, wanted: Discard): Promise<StageFile> {
  const { documents, insides } = model;
  const { path, cells, hunks } = wanted;
  await documents.save(path);
  if (!cells && !hunks) {
    return { path };
  }
  await insides.refresh([path]);
  const known = cells ? insides.cells(path) : insides.hunks(path);
  return { path, cells, hunks, version: known?.version };
}

/** Show what is on disk now. */
async function showAgain(model: ChangesModel, done: Discarded): Promise<void> {
  for (const path of done.paths) {
    await model.documents.reload(path);
  }
  await model.refresh();
}

function offerUndo(
  model: ChangesModel,
  root: string,
  done: Discarded,
  trans: TranslationBundle
): void {
  Notification.info(trans.__('Discarded %1.', done.title), {
    autoClose: SECOND_THOUGHTS,
    actions: [
      {
        label: trans.__('Undo'),
        callback: () => void restore(model, root, done.id, trans)
      }
    ]
  });
}
