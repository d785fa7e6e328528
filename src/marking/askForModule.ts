import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { moduleOf, TARGET } from './targets';

/** Ask for the name of a module; null where the user thinks better of it. */
export async function askForModule(
  trans: TranslationBundle
): Promise<string | null> {
  const { value } = await InputDialog.getText({
    title: trans.__('Export to another module'),
    label: trans.__(
      'Its name below the package, such as features or data.load'
    ),
    placeholder: 'features',
    pattern: TARGET.source,
    required: true,
    okLabel: trans.__('Export')
  });
  const name = value?.trim() ?? '';
  return TARGET.test(name) ? moduleOf(name, '') : null;
}
