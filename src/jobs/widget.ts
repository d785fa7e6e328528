import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';

import { setAddress } from '../addresses';
import { TabbedPanel } from '../components/tabbedPanel';
import type { Tabs } from '../components/tabs';
import type { QueueModel } from '../runData/queue';

/** *Jobs* in the main area: a header that is always there, and one of the tabs. */
export class JobsWidget extends MainAreaWidget<TabbedPanel> {
  constructor(private readonly _options: JobsWidget.IOptions) {
    const { tabs } = _options;
    const content = new TabbedPanel(tabs, async () => {
      const { JobsHeader } = await import('./header');
      return new JobsHeader(_options);
    });
    super({ content });
    this.addClass('mlops-Jobs');
    this.toolbar.hide();
    this.title.closable = true;
    this._noteAddress();
    tabs.changed.connect(this._noteAddress);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._options.tabs.changed.disconnect(this._noteAddress);
      this._watch?.dispose();
      super.dispose();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this._watch ??= this._options.queue.watch();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._watch ??= this._options.queue.watch();
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._watch?.dispose();
    this._watch = null;
  }

  private readonly _noteAddress = (): void => {
    setAddress(this, `jobs/${this._options.tabs.current?.id ?? ''}`);
  };

  private _watch: IDisposable | null = null;
}

export namespace JobsWidget {
  /** What the view is made of. */
  export interface IOptions {
    tabs: Tabs;
    queue: QueueModel;
    trans: TranslationBundle;
  }
}
