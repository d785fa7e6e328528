import type { Job } from '../api/types';
import { notebookName } from '../format';
import { askByForm } from '../jobForm/formDialog';
import { JobDialogBody } from './body';
import { JobDialogModel } from './model';

/**
 * Ask for what a job is to be, and save it.
 *
 * @returns The job; null where the user thought better of it.
 */
export function askAndSchedule(
  options: JobDialogModel.IOptions
): Promise<Job | null> {
  const { trans, path, job } = options;
  const model = new JobDialogModel(options);
  return askByForm({
    model,
    title: job
      ? trans.__('Change %1', job.name)
      : trans.__('Schedule %1', notebookName(path)),
    body: new JobDialogBody({ model, trans }),
    verb: () => (job ? trans.__('Save') : trans.__('Schedule')),
    className: 'mlops-JobDialog',
    trans
  });
}
