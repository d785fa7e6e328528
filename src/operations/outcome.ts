import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { ApiError } from '../api/errors';
import type { ErrorReply, Operation } from '../api/types';
import { showDetail } from '../components/detailDialog';
import { failure } from './words';

/** What the user can do about an outcome. */
export interface INextSteps {
  /** Pull, then push again. */
  pullAndPush: () => void;
  /** Do the same once more. */
  again: () => void;
  /** See what has changed. */
  showChanges: () => void;
  /** Go to what was cloned. */
  open: (path: string) => void;
}

type Failure = Pick<ErrorReply, 'code' | 'message' | 'hint' | 'detail'>;

/** Tell how an operation ended. */
export function tellEnd(
  operation: Operation,
  next: INextSteps,
  trans: TranslationBundle
): void {
  if (operation.state === 'failed' && operation.error) {
    tellError(operation.kind, operation.error, next, trans);
  } else if (operation.conflicts.length > 0) {
    tellConflicts(operation, next, trans);
  } else if (operation.state === 'succeeded') {
    tellSuccess(operation, next, trans);
  }
}

/** Tell why an operation failed, or could not even start. */
export function tellError(
  kind: Operation['kind'],
  error: Failure | ApiError,
  next: INextSteps,
  trans: TranslationBundle
): void {
  const { code, message, hint, detail } = error;
  const actions: Notification.IAction[] = [];
  if (code === 'push_rejected') {
    actions.push({
      label: trans.__('Pull, then push'),
      displayType: 'accent',
      callback: next.pullAndPush
    });
  } else if (code === 'would_overwrite') {
    actions.push({
      label: trans.__('Show changes'),
      displayType: 'accent',
      callback: next.showChanges
    });
  } else if (code === 'credentials' || code === 'remote') {
    actions.push({ label: trans.__('Try again'), callback: next.again });
  }
  if (detail) {
    actions.push({
      label: trans.__('Details'),
      callback: event => {
        // The notification stays: it has the way on.
        event.preventDefault();
        void showDetail(message, detail, trans);
      }
    });
  }
  const text = [failure(kind, trans), message, hint].filter(Boolean).join(' ');
  Notification.error(text, { autoClose: false, actions });
}

function tellConflicts(
  { conflicts }: Operation,
  next: INextSteps,
  trans: TranslationBundle
): void {
  const text = trans._n(
    'Pulled; %1 file has conflicts. Resolve them, then commit.',
    'Pulled; %1 files have conflicts. Resolve them, then commit.',
    conflicts.length
  );
  const action: Notification.IAction = {
    label: trans.__('Show changes'),
    displayType: 'accent',
    callback: next.showChanges
  };
  Notification.warning(text, { autoClose: false, actions: [action] });
}

function tellSuccess(
  { kind, message, repository }: Operation,
  next: INextSteps,
  trans: TranslationBundle
): void {
  const actions: Notification.IAction[] = [];
  if (kind === 'clone') {
    actions.push({
      label: trans.__('Open folder'),
      displayType: 'accent',
      callback: () => {
        next.open(repository);
      }
    });
  }
  const text = message || trans.__('Done.');
  Notification.success(text, {
    autoClose: kind === 'clone' ? 8000 : 3000,
    actions
  });
}
