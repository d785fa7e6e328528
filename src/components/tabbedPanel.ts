import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';

import { tabId } from './tabs';
import type { ITab, Tabs } from './tabs';

/** A header that is always there, and one of several tabs, made when it is first looked at. */
export class TabbedPanel extends Widget {
  /**
   * @param tabs - What can be looked at.
   * @param _makeHeader - Makes what stands above, with the names of the tabs in it.
   */
  constructor(
    readonly tabs: Tabs,
    private readonly _makeHeader: () => Promise<Widget>
  ) {
    super();
    this.addClass('mlops-TabbedPanel');
    this.node.tabIndex = -1;
    this.layout = this._rows;
    tabs.changed.connect(this._onTabs);
    void this._addHeader();
    this._onTabs();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.tabs.changed.disconnect(this._onTabs);
      super.dispose();
    }
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._isWanted = true;
    this._activateShown();
  }

  private async _addHeader(): Promise<void> {
    const header = await this._makeHeader();
    if (this.isDisposed) {
      header.dispose();
    } else {
      this._rows.insertWidget(0, header);
    }
  }

  private readonly _onTabs = (): void => {
    const { current } = this.tabs;
    if (current && !this._made.has(current.id)) {
      this._made.set(current.id, null);
      void this._make(current);
    }
    for (const [id, widget] of this._made) {
      widget?.setHidden(id !== current?.id);
    }
    this._activateShown();
  };

  private async _make(tab: ITab): Promise<void> {
    const widget = await tab.create();
    if (this.isDisposed) {
      widget.dispose();
      return;
    }
    widget.addClass('mlops-TabbedPanel-tab');
    widget.node.setAttribute('role', 'tabpanel');
    widget.node.setAttribute('aria-labelledby', tabId(this.tabs, tab));
    this._made.set(tab.id, widget);
    widget.setHidden(this.tabs.current?.id !== tab.id);
    this._rows.addWidget(widget);
    this._activateShown();
  }

  /** The tab takes the keyboard once the view was asked to, and it is there. */
  private _activateShown(): void {
    const { current } = this.tabs;
    const widget = current && this._made.get(current.id);
    if (!this._isWanted) {
      return;
    }
    if (widget) {
      this._isWanted = false;
      widget.activate();
    } else {
      this.node.focus();
    }
  }

  private readonly _rows = new PanelLayout();
  private readonly _made = new Map<string, Widget | null>();
  private _isWanted = false;
}
