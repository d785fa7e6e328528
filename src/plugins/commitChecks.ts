import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { CommitChecks } from '../findings/commitChecks';
import { ICi, IRepository, ISettings } from '../tokens';

/** Each commit that appears while the Lab is open is checked, where the user wants that. */
export const commitChecksPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-mlops:commit-checks',
  description: 'Checks commits as they are made and tells of failures.',
  autoStart: true,
  requires: [ICi, IRepository, ISettings],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    ci: ICi,
    repository: IRepository,
    settings: ISettings,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('jupyter-mlops');
    const { commands } = app;
    new CommitChecks({ repository, ci, settings, commands, trans });
  }
};
