import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { CheckFinding } from '../api/types';
import { notebookName } from '../format';
import { tellFailure } from '../notify';
import type { ICi, IDocuments } from '../tokens';

/** Who is asked to mend something. */
export interface IFixContext {
  ci: ICi;
  documents: IDocuments;
  trans: TranslationBundle;
}

/**
 * Have a check mend what it can in the notebook of a finding, then look again.
 *
 * What is open is saved before and read again after: the server mends files.
 */
export async function fixFinding(
  context: IFixContext,
  path: string,
  { check, source }: CheckFinding
): Promise<void> {
  const { ci, documents, trans } = context;
  const title = trans.__('%1 could not be fixed.', notebookName(path));
  await tellFailure(title, async () => {
    await documents.save(path);
    if (documents.dirty().includes(path)) {
      // It could not be saved, which JupyterLab has said.
      return;
    }
    const request = { path, checks: [check], notebooks: [source] };
    const { notebooks, fixed } = await ci.client.fix(request);
    await Promise.all(notebooks.map(each => documents.reload(each)));
    tell(fixed, path, trans);
    await ci.client.check({ path, working: true, only_path: true });
  });
}

function tell(fixed: number, path: string, trans: TranslationBundle): void {
  const name = notebookName(path);
  const text =
    fixed === 0
      ? trans.__('Nothing in %1 was left to fix.', name)
      : trans._n(
          'Fixed %1 finding in %2.',
          'Fixed %1 findings in %2.',
          fixed,
          name
        );
  Notification.success(text, { autoClose: 4000 });
}
