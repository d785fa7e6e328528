import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';

import { Settings } from '../settings';
import { ISettings } from '../tokens';

/** What the user has set. Carries the schema, with its toolbar buttons and menu items. */
export const settingsPlugin: JupyterFrontEndPlugin<ISettings> = {
  id: 'jupyter-mlops:plugin',
  description: 'The settings of MLOps, its toolbar buttons and menu items.',
  autoStart: true,
  optional: [ISettingRegistry],
  provides: ISettings,
  activate: (_, registry: ISettingRegistry | null) => {
    const settings = new Settings();
    // Not awaited: the defaults serve until the server has answered.
    registry?.load(settingsPlugin.id).then(
      source => {
        settings.connect(source);
      },
      (error: unknown) => {
        console.error('The settings of MLOps could not be loaded.', error);
      }
    );
    return settings;
  }
};
