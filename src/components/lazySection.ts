import {
  ellipsesIcon,
  PanelWithToolbar,
  ToolbarButton
} from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { Widget } from '@lumino/widgets';

/** A section of the panel whose content is loaded when it is seen for the first time. */
export abstract class LazySection<T extends Widget> extends PanelWithToolbar {
  /** Load and make the content. */
  protected abstract makeBody(): Promise<T>;

  /** The content, which is added to the section when it is there. */
  protected body(): Promise<T> {
    this._body ??= this.makeBody().then(body => {
      this.addWidget(body);
      return body;
    });
    return this._body;
  }

  /**
   * Add to the heading what opens a menu.
   *
   * @param tooltip - What the button says.
   * @param open - Opens the menu at a place of the window.
   */
  addMenu(tooltip: string, open: (x: number, y: number) => void): void {
    const button: ToolbarButton = new ToolbarButton({
      icon: ellipsesIcon,
      tooltip,
      onClick: () => {
        const { left, bottom } = button.node.getBoundingClientRect();
        open(left, bottom);
      }
    });
    this.toolbar.addItem('more', button);
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._loadIfSeen();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._loadIfSeen();
  }

  private _loadIfSeen(): void {
    if (this.isVisible) {
      void this.body();
    }
  }

  private _body: Promise<T> | null = null;
}
