import { MainAreaWidget } from '@jupyterlab/apputils';
import type {
  IEditorLanguageRegistry,
  IEditorThemeRegistry
} from '@jupyterlab/codemirror';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';

import type { IDocuments } from '../tokens';
import type { DiffBody } from './body';
import type { DiffModel } from './model';

/** A diff in the main area. Its content is loaded when it is seen for the first time. */
export class DiffWidget extends MainAreaWidget<DiffContent> {
  constructor(readonly options: DiffWidget.IOptions) {
    super({ content: new DiffContent(options) });
    this.addClass('mlops-Diff');
    this.toolbar.hide();
    this.title.closable = true;
  }

  /** What is compared, and how. */
  get model(): DiffModel {
    return this.options.model;
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }
}

/** What fills the view. */
class DiffContent extends Panel {
  constructor(private readonly _options: DiffWidget.IOptions) {
    super();
    this.addClass('mlops-DiffContent');
    this.node.tabIndex = -1;
    void this._load();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._options.model.isVisible = true;
  }

  protected override onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this._options.model.isVisible = false;
  }

  protected override onActivateRequest(): void {
    this._isWanted = true;
    this._focus();
  }

  private async _load(): Promise<void> {
    const { model, documents, commands, trans } = this._options;
    const { languages, themes, rendermime } = this._options;
    const loading = model.load();
    const [{ DiffBody }, { LiveDocument }, { Editing }] = await Promise.all([
      import('./body'),
      import('./live'),
      import('./editing')
    ]);
    if (this.isDisposed) {
      return;
    }
    this._body = new DiffBody({
      model,
      trans,
      live: new LiveDocument({ model, documents, commands, trans }),
      editing: new Editing(languages, themes),
      // Links of outputs lead nowhere in the Lab: these are somebody else's.
      rendermime: rendermime.clone({})
    });
    this.addWidget(this._body);
    await this._body.ready.promise;
    this._focus();
    await loading;
  }

  /** Give the keyboard to the cells once they are there. */
  private _focus(): void {
    if (this._isWanted && this._body?.focusCells()) {
      this._isWanted = false;
    }
  }

  private _isWanted = false;

  private _body: DiffBody | null = null;
}

export namespace DiffWidget {
  /** What a view is made of. */
  export interface IOptions {
    model: DiffModel;
    documents: IDocuments;
    commands: CommandRegistry;
    languages: IEditorLanguageRegistry;
    themes: IEditorThemeRegistry;
    rendermime: IRenderMimeRegistry;
    trans: TranslationBundle;
  }
}
