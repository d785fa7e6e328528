import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { CheckRun } from '../api/types';
import { CommandIDs } from '../tokens';
import type { ICi, ISettings } from '../tokens';
import { isBad } from './states';
import { countWords, stateWord } from './words';
import type { CiWork } from './work';

interface IOptions {
  ci: ICi;
  work: CiWork;
  settings: ISettings;
  /** Whether the section is in view, which says it all. */
  isSeen: () => boolean;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Tell of the ends of checks that were started from this page, where nobody sees the section. */
export function tellEnds(options: IOptions): void {
  const { ci, work, settings, isSeen } = options;
  const mine = new Set<string>();
  work.started.connect((_, { id }) => {
    mine.add(id);
  });
  ci.ended.connect((_, run) => {
    if (mine.delete(run.id) && !isSeen() && isWanted(run, settings)) {
      tell(run, options);
    }
  });
}

/** Cancelled checks were cancelled by someone who knows. */
function isWanted({ state }: CheckRun, settings: ISettings): boolean {
  switch (settings.notifyOnEnd) {
    case 'never':
      return false;
    case 'failures':
      return isBad(state);
    default:
      return state !== 'cancelled';
  }
}

function tell(run: CheckRun, { commands, trans }: IOptions): void {
  const bad = isBad(run.state);
  const words = bad ? countWords(run, trans) || run.message : '';
  const text = trans.__(
    'Checks of %1: %2',
    run.subject || trans.__('the files'),
    words || stateWord(run.state, trans)
  );
  const show: Notification.IAction = {
    label: trans.__('Show'),
    displayType: 'accent',
    callback: () => void commands.execute(CommandIDs.showCi)
  };
  Notification.emit(text, bad ? 'error' : 'success', {
    actions: [show],
    autoClose: bad ? false : 8000
  });
}
