import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';

import { setAddress } from '../addresses';
import type { QueueModel } from '../runData/queue';
import type { JobsTabs } from './tabs';

/** *Jobs* in the main area: a header that is always there, and one of the tabs. */
export class JobsWidget extends MainAreaWidget<JobsContent> {
  constructor(options: JobsWidget.IOptions) {
    super({ content: new JobsContent(options) });
    this.addClass('mlops-Jobs');
    this.toolbar.hide();
    this.title.closable = true;
    const { tabs } = options;
    const note = (): void => {
      setAddress(this, `jobs/${tabs.current?.id ?? ''}`);
    };
    note();
    tabs.changed.connect(note);
    this.disposed.connect(() => {
      tabs.changed.disconnect(note);
    });
  }
}

export namespace JobsWidget {
  /** What the view is made of. */
  export interface IOptions {
    tabs: JobsTabs;
    queue: QueueModel;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}

/** Makes each tab when it is looked at for the first time, and shows one. */
class JobsContent extends Widget {
  constructor(private readonly _options: JobsWidget.IOptions) {
    super();
    this.addClass('mlops-JobsContent');
    this.node.tabIndex = -1;
    const layout = new PanelLayout();
    this.layout = layout;
    this._rows = layout;
    _options.tabs.changed.connect(this._onTabs);
    void this._addHeader();
    this._onTabs();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._options.tabs.changed.disconnect(this._onTabs);
      this._watch?.dispose();
      super.dispose();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._watch ??= this._options.queue.watch();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this._watch ??= this._options.queue.watch();
    }
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._watch?.dispose();
    this._watch = null;
  }

  protected override onActivateRequest(): void {
    this._isWanted = true;
    this._activateShown();
  }

  private async _addHeader(): Promise<void> {
    const { JobsHeader } = await import('./header');
    if (!this.isDisposed) {
      this._rows.insertWidget(0, new JobsHeader(this._options));
    }
  }

  private readonly _onTabs = (): void => {
    const { current } = this._options.tabs;
    if (current && !this._made.has(current.id)) {
      this._made.set(current.id, null);
      void this._make(current.id);
    }
    for (const [id, widget] of this._made) {
      widget?.setHidden(id !== current?.id);
    }
    this._activateShown();
  };

  private async _make(id: string): Promise<void> {
    const { tabs } = this._options;
    const widget = await tabs.all.find(tab => tab.id === id)?.create();
    if (!widget || this.isDisposed) {
      widget?.dispose();
      return;
    }
    widget.addClass('mlops-JobsTab');
    widget.node.setAttribute('role', 'tabpanel');
    widget.node.setAttribute('aria-labelledby', `mlops-jobs-tab-${id}`);
    this._made.set(id, widget);
    widget.setHidden(tabs.current?.id !== id);
    this._rows.addWidget(widget);
    this._activateShown();
  }

  /** The tab takes the keyboard once the view was asked to, and it is there. */
  private _activateShown(): void {
    const { current } = this._options.tabs;
    const widget = current && this._made.get(current.id);
    if (widget && this._isWanted) {
      this._isWanted = false;
      widget.activate();
    } else if (this._isWanted) {
      this.node.focus();
    }
  }

  private readonly _rows: PanelLayout;
  private readonly _made = new Map<string, Widget | null>();
  private _watch: IDisposable | null = null;
  private _isWanted = false;
}
