import { PanelWithToolbar } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

import type { ChangesBody } from './body';
import type { IPanelProps } from './panelProps';
import { ViewChoice } from './view';

/** The section CHANGES of the panel. Its content is loaded when it is seen for the first time. */
export class ChangesSection extends PanelWithToolbar {
  constructor(private readonly _props: IPanelProps) {
    super();
    const { model, trans } = _props;
    this.id = 'mlops-changes';
    this.addClass('mlops-ChangesSection');
    this.title.caption = trans.__('What differs from the last commit');
    this.toolbar.node.setAttribute('aria-label', trans.__('Changes toolbar'));
    model.changed.connect(this._onChanged);
    this._onChanged();
  }

  /** Which view is shown. */
  readonly choice = new ViewChoice();

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this._load()).focusList();
  }

  /** Give the keyboard to the commit message. */
  async focusMessage(): Promise<void> {
    this.choice.view = 'changes';
    (await this._load()).focusMessage();
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
      void this._load();
    }
  }

  private _load(): Promise<ChangesBody> {
    this._body ??= this._makeBody();
    return this._body;
  }

  private async _makeBody(): Promise<ChangesBody> {
    const { ChangesBody } = await import('./body');
    const body = new ChangesBody({ ...this._props, choice: this.choice });
    this.addWidget(body);
    return body;
  }

  private readonly _onChanged = (): void => {
    const { model, trans } = this._props;
    const listed = model.files.length;
    const all = listed + (model.repository.status?.omitted ?? 0);
    this.title.label =
      all === 0 ? trans.__('Changes') : trans.__('Changes  %1', all);
  };

  private _body: Promise<ChangesBody> | null = null;
}
