import type { ApiError } from '../api/errors';
import type { ChangedFile } from '../api/types';
import type { ChangesModel, IRefusal } from './model';

/**
 * Have all ticks in the index; fails where one of them was refused.
 *
 * @returns What was staged because nothing was ticked, which means everything.
 */
export async function stageForCommit(
  changes: ChangesModel,
  amend: boolean
): Promise<readonly ChangedFile[]> {
  const refusals: ApiError[] = [];
  const onRefused = (_: unknown, refusal: IRefusal): void => {
    refusals.push(refusal.error);
  };
  const untold = amend ? [] : unticked(changes);
  changes.refused.connect(onRefused);
  try {
    await changes.wishFiles(untold, true);
    await changes.idle;
  } finally {
    changes.refused.disconnect(onRefused);
  }
  for (const error of refusals) {
    throw error;
  }
  return untold;
}

/** All files, where nobody has ticked any. */
function unticked({
  current,
  files,
  repository
}: ChangesModel): readonly ChangedFile[] {
  const outside = repository.status?.outside_staged ?? 0;
  const isNone = files.every(file => file.staged === 'none');
  return current?.state === 'normal' && isNone && outside === 0 ? files : [];
}
