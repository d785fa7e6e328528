import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

import { forges } from '../../src/__tests__/ci/make';
import type { Checks, Ci, CiAnnotation } from '../../src/api/types';

export * from '../../src/__tests__/ci/make';

/** Answer questions about checks and forges with what is given, whatever is on disk. */
export async function answerCi(
  page: IJupyterLabPageFixture,
  checks: Checks,
  ci: Ci = forges([]),
  annotations: CiAnnotation[] = []
): Promise<void> {
  const answer = async (path: RegExp, json: object): Promise<void> => {
    await page.route(path, route => route.fulfill({ json }));
  };
  await answer(/\/mlops\/api\/v1\/checks\?/, checks);
  await answer(/\/mlops\/api\/v1\/ci\?/, ci);
  await answer(/\/mlops\/api\/v1\/ci\/annotations\?/, { annotations });
}
