import { PanelWithToolbar } from '@jupyterlab/ui-components';
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
