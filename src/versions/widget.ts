import { MainAreaWidget } from '@jupyterlab/apputils';
import type { Event } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';

import { setAddress } from '../addresses';
import { historyIcon } from '../gitIcons';
import { LiveRefresh } from '../liveRefresh';
import type { VersionsBody } from './body';
import type { VersionsModel } from './model';

/** Versions in the main area. Its content is loaded when it is seen for the first time. */
export class VersionsWidget extends MainAreaWidget<VersionsContent> {
  constructor(private readonly _options: VersionsWidget.IOptions) {
    super({ content: new VersionsContent(_options) });
    const { model, trans } = _options;
    this.addClass('mlops-Versions');
    this.toolbar.hide();
    this.title.closable = true;
    this.title.icon = historyIcon;
    this.title.label = trans.__('Versions');
    setAddress(this, model.path ? `versions/${model.path}` : 'versions');
    model.changed.connect(this._name);
  }

  /** The versions. */
  get model(): VersionsModel {
    return this._options.model;
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.content.dispose();
      this.model.dispose();
      super.dispose();
    }
  }

  private readonly _name = (): void => {
    const name = this.model.releases?.package;
    if (name) {
      const { trans } = this._options;
      this.title.label = trans.__('Versions of %1', name);
      this.title.caption = this.model.path;
    }
  };
}

/** What fills the view. */
class VersionsContent extends Panel {
  constructor(private readonly _options: VersionsWidget.IOptions) {
    super();
    this.addClass('mlops-VersionsContent');
    this.node.tabIndex = -1;
    const { model, events } = _options;
    this._live = new LiveRefresh({
      events,
      about: ['modules-changed', 'repository-changed'],
      rest: 1000,
      refresh: () => model.refresh()
    });
    void this._load();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._live.dispose();
      super.dispose();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._live.isWatched = this.isVisible;
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._live.isWatched = true;
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._live.isWatched = false;
  }

  protected override onBeforeDetach(msg: Message): void {
    this._live.isWatched = false;
    super.onBeforeDetach(msg);
  }

  protected override onActivateRequest(): void {
    (this._list ?? this.node).focus();
  }

  private async _load(): Promise<void> {
    const body = await this._options.makeBody();
    if (this.isDisposed) {
      body.dispose();
    } else {
      this.addWidget(body);
    }
  }

  private get _list(): HTMLElement | null {
    return this.node.querySelector<HTMLElement>('.mlops-VersionList');
  }

  private readonly _live: LiveRefresh;
}

export namespace VersionsWidget {
  /** What the view is made of. */
  export interface IOptions {
    model: VersionsModel;
    /** Load and make what fills it. */
    makeBody: () => Promise<VersionsBody>;
    events: Event.IManager;
    trans: TranslationBundle;
  }
}
