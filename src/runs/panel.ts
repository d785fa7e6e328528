import type { TranslationBundle } from '@jupyterlab/translation';
import { PanelWithToolbar } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';

import type { RunsBody } from './body';
import type { RunsModel } from './model';

/** The section RUNS of the panel. Its content is loaded when it is seen for the first time. */
export class RunsSection extends PanelWithToolbar {
  constructor(private readonly _options: RunsSection.IOptions) {
    super();
    const { trans } = _options;
    this.id = 'mlops-runs';
    this.addClass('mlops-RunsSection');
    this.title.label = trans.__('Runs');
    this.title.caption = trans.__('Notebooks run as jobs');
    this.toolbar.node.setAttribute('aria-label', trans.__('Runs toolbar'));
  }

  /** Give the keyboard to the list. */
  async focusList(): Promise<void> {
    (await this._load()).focusList();
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

  private _load(): Promise<RunsBody> {
    this._body ??= this._makeBody();
    return this._body;
  }

  private async _makeBody(): Promise<RunsBody> {
    const { RunsBody } = await import('./body');
    const body = new RunsBody(this._options);
    this.addWidget(body);
    void this._options.model.refresh();
    return body;
  }

  private _body: Promise<RunsBody> | null = null;
}

export namespace RunsSection {
  /** What the section is made of. */
  export interface IOptions {
    model: RunsModel;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}
