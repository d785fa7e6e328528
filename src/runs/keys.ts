import { isActive } from '../api/types';
import type { Run } from '../api/types';
import type { Act } from '../components/listKeys';
import type { RunsModel } from './model';
import type { IRunActions } from './row';

/** What a key does with the current row, beside going to others. */
export function actOf(
  key: string,
  run: Run,
  model: RunsModel,
  actions: IRunActions
): Act {
  const fold = (open: boolean) => () => {
    model.setOpen(run.id, open);
  };
  switch (key) {
    case 'Enter':
      return () => {
        actions.open(run);
      };
    case ' ':
      return fold(!model.isOpen(run.id));
    case 'ArrowRight':
      return fold(true);
    case 'ArrowLeft':
    case 'Escape':
      return model.isOpen(run.id) ? fold(false) : null;
    case 'Delete':
    case 'Backspace':
      return () => {
        (isActive(run) ? actions.cancel : actions.remove)(run);
      };
    default:
      return null;
  }
}
