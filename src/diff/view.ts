import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Editing } from './editing';
import type { LiveDocument } from './live';
import type { DiffModel } from './model';
import type { Mounting } from './mounting';

/** What all parts of the view know. */
export interface IView {
  model: DiffModel;
  live: LiveDocument;
  editing: Editing;
  /** Renders outputs; knows no links of the Lab. */
  rendermime: IRenderMimeRegistry;
  trans: TranslationBundle;
}

/** The same where it is drawn. */
export interface IDrawnView extends IView {
  /** As the toggle says, or inline where there isn't room for two columns. */
  layout: 'split' | 'inline';
  mounting: Mounting;
}
