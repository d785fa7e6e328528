import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Released } from '../api/types';
import { askByForm } from '../jobForm/formDialog';
import type { GoToCell } from '../releaseParts/apiChanges';
import { ReleaseDialogBody } from './body';
import { ReleaseDialogModel } from './model';

interface IOptions extends ReleaseDialogModel.IOptions {
  /** The package's name. */
  name: string;
  rendermime: IRenderMimeRegistry;
  goToCell: GoToCell;
  /** Show one of the panel's sections, by its command. */
  execute: (command: string) => void;
  showVersions: () => void;
  trans: TranslationBundle;
}

/**
 * Ask which version is released with which words, release it, and say so.
 *
 * @returns The release; null where the user left before it was one.
 */
export function askAndRelease(options: IOptions): Promise<Released | null> {
  const { name, trans } = options;
  const model = new ReleaseDialogModel(options);
  return askByForm({
    model,
    title: name ? trans.__('Release %1', name) : trans.__('Release'),
    body: new ReleaseDialogBody({ ...options, model }),
    verb: () => verbOf(model, trans),
    className: 'mlops-ReleaseDialog',
    trans
  });
}

/** What the primary button does now. */
function verbOf(model: ReleaseDialogModel, trans: TranslationBundle): string {
  const version = model.normalized ?? '';
  if (model.released) {
    return trans.__('Done');
  }
  if (model.isReleasing) {
    return trans.__('Releasing…');
  }
  if (version === '') {
    return trans.__('Release');
  }
  return model.contradicts
    ? trans.__('Release %1 anyway', version)
    : trans.__('Release %1', version);
}
