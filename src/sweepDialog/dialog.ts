import type { Sweep } from '../api/types';
import { notebookName } from '../format';
import { askByForm } from '../jobForm/formDialog';
import { SweepDialogBody } from './body';
import { SweepDialogModel } from './model';

/**
 * Ask for what a sweep goes over, and start it; the button says how many runs that is.
 *
 * @returns The sweep; null where the user thought better of it.
 */
export function askAndSweep(
  options: SweepDialogModel.IOptions
): Promise<Sweep | null> {
  const { trans, path } = options;
  const model = new SweepDialogModel(options);
  return askByForm({
    model,
    title: trans.__('Sweep %1', notebookName(path)),
    body: new SweepDialogBody({ model, trans }),
    verb: () =>
      model.count > 0
        ? trans._n('Start %1 run', 'Start %1 runs', model.count)
        : trans.__('Start'),
    className: 'mlops-SweepDialog',
    trans
  });
}
