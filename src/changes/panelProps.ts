import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';

import type { CommitModel, Identity } from './commit';
import type { ChangesModel } from './model';

/** What the parts of the section are made from. */
export interface IPanelProps {
  model: ChangesModel;
  commit: CommitModel;
  commands: CommandRegistry;
  trans: TranslationBundle;
  /** Commit, and push if that is wanted. */
  onCommit: (
    push: boolean,
    identity: Identity | null,
    override?: string
  ) => Promise<void>;
  /** Set whether outputs stay out of commits; null where settings can't be changed. */
  setCodeOnly: ((codeOnly: boolean) => void) | null;
}
